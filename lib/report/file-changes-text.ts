import { plainStyles, type Styles } from './styles';
import { textDiff } from './text-diff';

/** One file of two trees that is not the same in both. */
export interface FileChange {
  readonly path: string;
  /** Undefined where the file is only in the second tree. */
  readonly before: string | undefined;
  /** Undefined where the file is only in the first tree. */
  readonly after: string | undefined;
}

export interface FileChangesOptions {
  /** How to say that a file differs, is only in the second tree, or only in the first. */
  readonly words: { readonly changed: string; readonly added: string; readonly removed: string };
  /** The most lines of differences to show, over all files; files beyond are named. @default 100 */
  readonly limit?: number;
  /** @default - no colours */
  readonly styles?: Styles;
}

/** The most lines of one file. */
const limitOfFile = 30;
const mostNames = 50;

/** The files that differ, each with the lines in which it does. Ends with a line break. */
export function fileChangesText(changes: readonly FileChange[], options: FileChangesOptions): string {
  const { words, limit = 100, styles = plainStyles } = options;
  const lines: string[] = [];
  let left = limit;
  for (const { path, before, after } of changes.slice(0, mostNames)) {
    const word = before === undefined ? words.added : after === undefined ? words.removed : words.changed;
    lines.push(`${word}  ${styles.strong(path)}`);
    if (before === undefined || after === undefined || left <= 0) continue;
    const diff = textDiff(before, after, { limit: Math.min(limitOfFile, left), styles });
    left -= diff.length;
    lines.push(...diff.map((line) => `  ${line}`.trimEnd()));
  }
  if (changes.length > mostNames) lines.push(`… ${String(changes.length - mostNames)} more files`);
  return lines.map((line) => `${line}\n`).join('');
}
