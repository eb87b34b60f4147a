import { readFile } from 'node:fs/promises';
import { must } from '../hosts/must';

/** Makes a pair of keys of OpenSSH without a passphrase; returns the public one as authorized_keys has it. */
export async function makeKey(file: string, comment: string): Promise<string> {
  await must('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', comment, '-f', file]);
  return (await readFile(`${file}.pub`, 'utf8')).trim();
}
