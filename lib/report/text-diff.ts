import { diffLines, type DiffLine } from './line-diff';
import { plainStyles, type Styles } from './styles';

/** Lines shown around a difference. */
const context = 2;

export interface TextDiffOptions {
  /** The most lines to show. @default 30 */
  readonly limit?: number;
  /** @default - no colours */
  readonly styles?: Styles;
}

/**
 * What differs between two texts, in the manner of `diff -u`: `-` was before, `+` is now, `@@` names the line.
 *
 * Cut off after `limit` lines, and says how many more there are.
 */
export function textDiff(before: string, after: string, options: TextDiffOptions = {}): readonly string[] {
  const { limit = 30, styles = plainStyles } = options;
  const lines = diffLines(linesOf(before), linesOf(after));
  const isShown = shown(lines);
  const result: string[] = [];
  let line = 1;
  let isInside = false;
  lines.forEach((one, index) => {
    if (isShown[index] && !isInside) result.push(styles.faint(`@@ line ${String(line)}`));
    isInside = isShown[index] ?? false;
    if (isInside) result.push(lineText(one, styles));
    if (one.kind !== 'added') line++;
  });
  if (result.length <= limit) return result;
  return [...result.slice(0, limit), styles.faint(`… ${String(result.length - limit)} more lines`)];
}

/** A text without a final line break differs from one with it: the missing break is shown as a line of its own. */
function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  return text.endsWith('\n') ? text.slice(0, -1).split('\n') : [...text.split('\n'), '(no line break at the end)'];
}

function shown(lines: readonly DiffLine[]): readonly boolean[] {
  const result = new Array<boolean>(lines.length).fill(false);
  lines.forEach(({ kind }, index) => {
    if (kind === 'same') return;
    for (let at = Math.max(0, index - context); at <= Math.min(lines.length - 1, index + context); at++)
      result[at] = true;
  });
  return result;
}

function lineText({ kind, text }: DiffLine, styles: Styles): string {
  if (kind === 'same') return ` ${text}`.trimEnd();
  return kind === 'added' ? styles.added(`+${text}`) : styles.removed(`-${text}`);
}
