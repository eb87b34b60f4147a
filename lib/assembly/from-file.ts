import { readFileSync } from 'node:fs';
import { findingKind, PlinthError, sha256 } from '../core';

const fileUnreadable = findingKind({
  code: 'file-unreadable',
  severity: 'error',
  summary: 'a file that the program takes in cannot be read',
  references: ['docs/guide.md#escape-hatches'],
  acknowledgeable: false,
});

const fileDigest = findingKind({
  code: 'file-digest',
  severity: 'error',
  summary: 'a file that the program takes in is not the one that was reviewed',
  references: ['docs/guide.md#escape-hatches'],
  acknowledgeable: false,
});

/**
 * Reads a text file that others have written: the one door by which every `fromFile` reads.
 *
 * The path is relative to the folder in which the program runs. With a SHA-256 the content must be the one that was reviewed.
 *
 * @throws PlinthError `file-unreadable` or `file-digest`
 */
export function readSource(file: string, expected?: string): string {
  const content = bytesOf(file);
  const actual = sha256(content);
  if (expected !== undefined && expected.toLowerCase() !== actual) {
    throw PlinthError.of(
      fileDigest,
      `"${file}" has the SHA-256 ${actual}; the program says ${expected}.`,
      `Look at what changed in the file, then write sha256: '${actual}'.`,
    );
  }
  return content.toString('utf8');
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code = 'no reason given' } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    throw PlinthError.of(
      fileUnreadable,
      `"${file}" ${why}.`,
      'Give the path relative to the folder in which the program runs, and commit the file.',
    );
  }
}
