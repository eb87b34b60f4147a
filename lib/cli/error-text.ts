import { relative, sep } from 'node:path';
import { inspect, types } from 'node:util';
import type { PlinthError } from '../core';
import { authorLine } from './author-line';
import { Failure } from './failure';

/** Whether an error carries findings. By its form, so that a program with its own copy of Plinth is understood. */
export function isPlinthError(error: unknown): error is PlinthError {
  return types.isNativeError(error) && error.name === 'PlinthError' && Array.isArray(Reflect.get(error, 'findings'));
}

/** What a person needs to know of an error that is no finding: what failed, where in their program, and what to do. */
export function errorText(error: unknown, root: string, showStack: boolean): string {
  if (!types.isNativeError(error)) return `plinth: the program threw ${inspect(error)}\n`;
  if (error instanceof Failure) return lines(error.message, [['fix', error.fix]]);
  const stack = showStack ? `${error.stack ?? ''}\n` : '';
  const mistake = syntaxMistake(error, root);
  if (mistake !== undefined) return lines(mistake, []) + stack;
  const line = requirer(error, root) ?? authorLine(error, root);
  if (line !== undefined) return lines(`the program failed: ${message(error, root)}`, [['at', line]]) + stack;
  const file = fileProblem(error, root);
  if (file !== undefined) return lines(file, []) + stack;
  return lines(`Plinth itself failed: ${error.message}`, [['fix', 'Set DEBUG=1 to see where, and report it.']]) + stack;
}

/** The compiler opens with file and line, and then shows the place; what it says is not said twice. */
function syntaxMistake(error: Error, root: string): string | undefined {
  if (error.name !== 'SyntaxError' || !/^[^\n]+\.[cm]?[jt]sx?:\d+: /.test(error.message)) return undefined;
  const [first = '', , ...shown] = error.message.replaceAll(root + sep, '').split('\n');
  return [first, ...shown].join('\n');
}

/** Node lists, behind what it did not find, who required it. */
function message(error: Error, root: string): string {
  const isNotFound = Array.isArray(Reflect.get(error, 'requireStack'));
  const text = isNotFound ? (error.message.split('\n')[0] ?? '') : error.message;
  return text.replaceAll(root + sep, '');
}

/** The compiler's map gives imports no line, so a file is all that can be told of them. */
function requirer(error: Error, root: string): string | undefined {
  const requirers: unknown = Reflect.get(error, 'requireStack');
  const first: unknown = Array.isArray(requirers) ? requirers[0] : undefined;
  return typeof first === 'string' ? relative(root, first).split(sep).join('/') : undefined;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the disk quota is used up',
  EISDIR: 'a folder has the name of a file',
  ENOTDIR: 'a file has the name of a folder',
  EEXIST: 'a file has the name of a folder',
  ENAMETOOLONG: 'the name is too long for the file system',
};

function fileProblem(error: Error, root: string): string | undefined {
  const code: unknown = Reflect.get(error, 'code');
  const path: unknown = Reflect.get(error, 'path');
  if (typeof code !== 'string' || !(code in reasons)) return undefined;
  const where = typeof path === 'string' ? relative(root, path).split(sep).join('/') || '.' : 'a file';
  return `${where} cannot be written or read: ${reasons[code] ?? code} (${code}); nothing was changed`;
}

function lines(message: string, labelled: readonly (readonly [label: string, text: string | undefined])[]): string {
  const more = labelled
    .filter(([, text]) => text !== undefined)
    .map(([label, text]) => `  ${label.padEnd(5)} ${text ?? ''}\n`);
  return `plinth: ${message}\n${more.join('')}`;
}
