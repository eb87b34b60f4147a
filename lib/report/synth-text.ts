import { counted } from '../core';
import type { WriteResult } from '../assembly';
import type { EnvironmentListing } from './environment-list';

/** What a synthesis wrote: a line for each environment, and one for the files. */
export function synthText(environments: readonly EnvironmentListing[], output: string, files: WriteResult): string {
  const width = Math.max(output.length + 1, ...environments.map(({ name }) => name.length));
  const lines = environments.map(({ name, stacks }) => {
    const objects = stacks.reduce((sum, stack) => sum + stack.objects, 0);
    return `${name.padEnd(width)}  ${counted(objects, 'object')} in ${counted(stacks.length, 'stack')}\n`;
  });
  return `${lines.join('')}${`${output}/`.padEnd(width)}  ${filesText(files)}\n`;
}

/** `2 files created, 1 updated, 34 unchanged` */
export function filesText({ created, updated, removed, unchanged }: WriteResult): string {
  const counts = [
    { count: created.length, what: 'created' },
    { count: updated.length, what: 'updated' },
    { count: removed.length, what: 'removed' },
    { count: unchanged, what: 'unchanged' },
  ].filter(({ count }) => count > 0);
  if (counts.length === 0) return 'no files';
  return counts
    .map(({ count, what }, index) => `${index === 0 ? counted(count, 'file') : String(count)} ${what}`)
    .join(', ');
}
