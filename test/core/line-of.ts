import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the repository. */
export const root = join(__dirname, '../..');

/**
 * The text of a source line that is given as `test/core/x.test.ts:31`.
 *
 * Tests compare the text and not the number, which changes with every line above.
 */
export function lineOf(source: string | undefined): string {
  const [, file, line] = /^(.+):(\d+)$/.exec(source ?? '') ?? [];
  if (file === undefined) return `no source line: ${source ?? 'undefined'}`;
  const text = readFileSync(join(root, file), 'utf8').split('\n')[Number(line) - 1] ?? '';
  return text.trim();
}
