import type { Report } from '../../core';
import { hostPoolInvalid } from './findings';
import type { HostPoolProps } from './host-pool-props';
import { isPublicKey } from './public-key';

/** useradd(8), and what cloud-init and Ignition both take. */
const userName = /^[a-z_][a-z0-9_-]{0,31}$/;

/** What is wrong with the people of a pool. Never shows a key: it may be a private one by mistake. */
export function keyProblems({ sshKeys, users = {} }: HostPoolProps): readonly Report[] {
  const invalid = (detail: string, fix: string): Report => ({ kind: hostPoolInvalid, detail, fix });
  const keys: readonly (readonly [string, readonly string[]])[] = [
    ['sshKeys', sshKeys],
    ...Object.entries(users).map(([name, user]) => [`users.${name}.keys`, user.keys] as const),
  ];
  return [
    ...Object.keys(users)
      .filter((name) => !userName.test(name))
      .map((name) =>
        invalid(
          `The user's name is "${name}".`,
          'Begin with a small letter; small letters, digits, "-" and "_" may follow.',
        ),
      ),
    ...keys.flatMap(([property, own]) => [
      ...(own.length === 0
        ? [invalid(`${property} lists no key: nobody could log in.`, `Write ['ssh-ed25519 AAAA... name'].`)]
        : []),
      ...own.flatMap((key, index) =>
        isPublicKey(key)
          ? []
          : [
              invalid(
                `${property}[${String(index)}] is no public key.`,
                'Write one line as in the file with the end .pub: "ssh-ed25519 AAAA... name". A private key belongs nowhere in a program.',
              ),
            ],
      ),
    ]),
  ];
}
