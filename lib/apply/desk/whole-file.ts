import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { codeOf } from '../../core';

/**
 * Creates a file with all its content in one move, a hard link: nobody sees it empty, and a full disk or a lost power leaves none
 * that is cut. Returns false where it is there already.
 */
export function createWhole(file: string, text: string): boolean {
  const fresh = written(file, text);
  try {
    return isLinked(fresh, file);
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** Gives a file another content in one move. Where that cannot be written the file stays as it was. */
export function replaceWhole(file: string, content: string | Uint8Array): void {
  const fresh = written(file, content);
  try {
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

/**
 * Removes a file that had this content. Somebody may have put another one there since it was read: moving it away first shows which
 * one it is, and another one goes back, unless a third has its place by now.
 */
export function removeIfSame(file: string, text: string): void {
  const aside = beside(file);
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  try {
    if (readFileSync(aside, 'utf8') !== text) isLinked(aside, file);
  } finally {
    rmSync(aside, { force: true });
  }
}

function written(file: string, content: string | Uint8Array): string {
  const fresh = beside(file);
  try {
    // On the disk before it takes its name: a name without content is what a lost power leaves else.
    writeFileSync(fresh, content, { flag: 'wx', mode: 0o600, flush: true });
    return fresh;
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function beside(file: string): string {
  return `${file}.${randomBytes(4).toString('hex')}`;
}
