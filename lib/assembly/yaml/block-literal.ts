import { hiddenCharacter } from './quoted-scalar';

/**
 * A text of several lines as a literal block scalar, indented by `pad` (a line feed and spaces), without its last line end.
 *
 * Undefined where a literal cannot carry the text for every reader, or would be no easier to read.
 */
export function blockLiteral(text: string, pad: string): string | undefined {
  if (!hasVisibleText.test(text) || hiddenCharacter.test(text)) return undefined;
  return header(text) + `\n${contentOf(text)}`.replace(lineStart, pad);
}

const hasVisibleText = /[^\n\t ]/;

/** Empty lines stay empty: indented ones would be whitespace at the end of a line. */
const lineStart = /\n(?!\n|$)/g;

/** Whether the text is one whose literal ends in an empty line, which tools that tidy the ends of files take away. */
export function endsInEmptyLine(text: string): boolean {
  return text.endsWith('\n\n');
}

function header(text: string): string {
  // Readers take the indentation from the first line that is not empty, so one that begins with blanks needs a number.
  const indicator = /^\n*[ \t]/.test(text) ? '2' : '';
  if (!text.endsWith('\n')) return `|${indicator}-`;
  return endsInEmptyLine(text) ? `|${indicator}+` : `|${indicator}`;
}

function contentOf(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}
