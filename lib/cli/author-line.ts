import { dirname, join, relative, sep } from 'node:path';

const rooms = dirname(__dirname);
/** Frames in these are Plinth's, never the author's. `bin/` stands beside lib/, or beside the out/ that lib/ was compiled to. */
const own = [rooms, join(rooms, '../bin'), join(rooms, '../../bin')].map((folder) => folder + sep);
const packages = `${sep}node_modules${sep}`;
const frame = /^\s+at (?:.*\()?(?:file:\/\/)?((?:\/|[A-Za-z]:\\).*?):(\d+):\d+\)?$/;

/**
 * The line of the program that led to an error, `stacks/shop.ts:31`; undefined where no line of it did.
 *
 * Frames below the first one of this room are those of who called the command, not of the program.
 */
export function authorLine(error: Error, root: string): string | undefined {
  for (const text of (error.stack ?? '').split('\n')) {
    const [, file = '', line = ''] = frame.exec(text) ?? [];
    if (file.startsWith(__dirname + sep)) return undefined;
    if (file === '' || own.some((folder) => file.startsWith(folder)) || file.includes(packages)) continue;
    return `${relative(root, file).split(sep).join('/')}:${line}`;
  }
  return undefined;
}
