import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inDebianRoot, type RootFile } from '../host-readers/debian/root';
import type { Outcome } from '../run';

const systemctl = readFileSync(join(__dirname, 'systemctl.sh'), 'utf8');

/** How a script is called on the host: `sh /steps/NAME`. */
export type HostScripts = Readonly<Record<string, string>>;

/**
 * Runs commands of a shell one after another on a Debian 13 host that is new for each call. No systemd runs there: another program
 * of the name systemctl notes in /tmp/systemctl.log what it is told, and believes that it came about.
 *
 * @param scripts - files below /steps
 */
export async function onDebianHost(
  name: string,
  scripts: HostScripts,
  commands: readonly string[],
  files: readonly RootFile[] = [],
): Promise<readonly Outcome[]> {
  const all = [
    { path: '/usr/local/sbin/systemctl', text: systemctl, mode: 0o755 },
    { path: '/etc/hostname', text: `${name}\n` },
    ...Object.entries(scripts).map(([file, text]) => ({ path: `/steps/${file}`, text })),
    ...files,
  ];
  const prepared = [`hostname ${name} && chmod 0644 /etc/hostname`, ...commands];
  const outcomes = await inDebianRoot(
    all,
    prepared.map((command) => ({ args: ['sh', '-c', command] })),
  );
  return outcomes.slice(1);
}

/** Another script for the same step, as a later plan has it. */
export function withDigest(script: string, digest: string): string {
  return script.replace(/^digest=.*$/m, `digest=${digest}`);
}

/** What a script gave, as the callback hands it on. */
export function parcelIn({ stdout }: Outcome): string {
  const [, base64] = /-----BEGIN PLINTH PARCEL-----\n([^-]*)-----END PLINTH PARCEL-----/.exec(stdout) ?? [];
  if (base64 === undefined) throw new Error(`No parcel was given:\n${stdout}`);
  return Buffer.from(base64, 'base64').toString('utf8');
}
