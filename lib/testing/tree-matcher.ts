import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { counted } from '../core';
import { compareFiles, writeFileSets, type FileSet, type WriteResult } from '../assembly';
import { shownPath } from '../program';
import { fileChangesText, findingsText } from '../report';
import type { MatcherContext, MatcherResult } from './jest-types';
import { Synthesis } from './synthesis';

const words = { changed: 'differs', added: 'missing', removed: 'left over' };

/**
 * `expect(synthesize(app)).toMatchTree('dist')`: a folder of real files is the snapshot.
 *
 * Files that Plinth did not write are left alone. `jest -u` writes the folder as `plinth synth` does; without `--ci` one that
 * does not exist yet is written, too.
 */
export function toMatchTree(this: MatcherContext, received: unknown, folder: string): MatcherResult {
  if (!(received instanceof Synthesis)) throw new TypeError('expected what synthesize() returns');
  const errors = received.findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    return { pass: false, message: () => `Nothing can be compared while there are errors:\n\n${findingsText(errors)}` };
  }
  const set = received.filesFor(resolve(folder));
  const shown = shownPath(process.cwd(), set.folder);
  const difference = compareFiles(set);
  const isNew = ![...set.files.keys()].some((path) => existsSync(join(set.folder, path)));
  const isSame = difference.created.length + difference.updated.length + difference.removed.length === 0;
  if (!isSame && this.isNot !== true && mayWrite(this, isNew)) {
    writeFileSets([set]);
    return { pass: true, message: () => `${shown}/ was written.` };
  }
  return {
    pass: isSame,
    message: () =>
      isSame ? `${shown}/ is what was synthesized, and should not be.` : differenceText(set, difference, shown),
  };
}

/** jest's own rule for snapshots: `all` with -u, `none` with --ci, else `new`. */
function mayWrite({ snapshotState }: MatcherContext, isNew: boolean): boolean {
  const mode = snapshotState?._updateSnapshot;
  return mode === 'all' || (mode === 'new' && isNew);
}

function differenceText(set: FileSet, { created, updated, removed }: WriteResult, shown: string): string {
  const paths = [...created, ...updated, ...removed].sort();
  const changes = paths.map((path) => {
    const file = join(set.folder, path);
    const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    return { path: `${shown}/${path}`, before, after: set.files.get(path) };
  });
  return (
    `${shown}/ is not what was synthesized (${counted(changes.length, 'file')}; - is the file, + is what was synthesized):\n\n` +
    `${fileChangesText(changes, { words })}\n` +
    'If this is meant, run jest with -u, or `plinth synth`, and review the difference like code.'
  );
}
