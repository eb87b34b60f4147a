import { sha256 } from '../../core';
import { resourcesOf, type Assembly } from '../model/assembly';

/** Who may log in to hosts, by which key, and whether as root: a line for each key. */
export function loginLines(assembly: Assembly): readonly string[] {
  return resourcesOf(assembly, 'user').flatMap(({ spec: { on, name, keys, sudo } }) => {
    const where = on.host ?? on.pool;
    const root = sudo || name === 'root' ? ', and is or becomes root' : '';
    return keys.map((key) => `hosts of ${where} let in ${name} by ${keyText(key)}${root}`);
  });
}

/** By its fingerprint, as `ssh-keygen -l` shows it. Its comment is only what somebody says of it. */
function keyText(key: string): string {
  const [type = '', body = '', ...comment] = key.trim().split(/\s+/);
  const digest = Buffer.from(sha256(Buffer.from(body, 'base64')), 'hex')
    .toString('base64')
    .replace(/=+$/, '');
  return `${type} SHA256:${digest}${comment.length === 0 ? '' : ` (${comment.join(' ')})`}`;
}
