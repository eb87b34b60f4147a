import { statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { PlinthError } from '../core';
import { outputInvalid } from './findings';

/**
 * The folder for reviewed files as an absolute path.
 *
 * @throws PlinthError `output-invalid` for the project's own folder, one around it, or what is no folder
 */
export function outputFolder(root: string, output: string): string {
  const folder = resolve(root, output);
  const towards = relative(folder, resolve(root));
  const isAround =
    towards === '' || !(towards === '..' || towards.startsWith(`..${sep}`) || resolve(towards) === towards);
  if (isAround) {
    throw PlinthError.of(
      outputInvalid,
      `"${output}" is the folder of the program itself, or one around it. What Plinth writes would lie among other files.`,
      'Use a folder of its own, such as dist.',
    );
  }
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw PlinthError.of(outputInvalid, `"${output}" is a file.`, 'Remove it, or use another folder.');
  }
  return folder;
}

/** A path below a folder as people write it: relative to the root when it lies there, with `/`. */
export function shownPath(root: string, path: string): string {
  const shown = relative(root, path);
  return shown.startsWith('..') || resolve(shown) === shown ? path : shown.split(sep).join('/');
}

/** @throws PlinthError `output-invalid` when the apps of one program name several folders */
export function commonOutput(outputs: Iterable<string>): string {
  const [first = 'dist', ...others] = new Set(outputs);
  if (others.length === 0) return first;
  throw PlinthError.of(
    outputInvalid,
    `The apps of the program write to ${[first, ...others].map((name) => `"${name}"`).join(' and ')}.`,
    'Give all of them the same output, or say it with --output.',
  );
}
