/** A text as one word of a POSIX shell. What needs no quotes has none. */
export function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Words of a command, in one line. */
export function words(...texts: readonly string[]): string {
  return texts.map(word).join(' ');
}

/** A text of several lines as a variable. */
export function variable(name: string, lines: readonly string[]): string {
  return lines.length === 0 ? `${name}=''` : `${name}='${lines.join('\n').replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * A command that reads a text from a here-document, byte for byte but for its last line's end: where the text has none, the
 * command gets one line's end too many.
 */
export function withInput(command: string, text: string): string {
  const lines = text.split('\n');
  const end = delimiter(lines);
  const body = text === '' ? '' : text.endsWith('\n') ? text : `${text}\n`;
  return `${command} <<'${end}'\n${body}${end}`;
}

function delimiter(lines: readonly string[]): string {
  const taken = new Set(lines);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? 'END' : `END-${String(number)}`;
    if (!taken.has(name)) return name;
  }
}

/** A function of the shell. */
export function shellFunction(name: string, lines: readonly string[]): string {
  return [`${name}() {`, ...lines, '}'].join('\n');
}

/** Text for a comment: one line. */
export function comment(text: string): string {
  return `# ${text.replaceAll(/\s+/g, ' ')}`;
}
