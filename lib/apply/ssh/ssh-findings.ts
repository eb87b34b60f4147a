import { finding, type Finding } from '../../core';
import {
  diskFull,
  hostKeyChanged,
  hostKeyUnknown,
  hostLoginRefused,
  hostUnreachable,
  programMissing,
} from '../findings';
import type { SshProblem } from './remote';
import type { Target } from './targets';

/** What a person must know of a host that could not be asked. */
export function sshFinding(environment: string, target: Target, { kind, said }: SshProblem): Finding {
  const { host, address, port, user } = target;
  const path = `${environment}/${host}`;
  const where = `${host} (${user === undefined ? '' : `${user}@`}${address} port ${String(port)})`;
  switch (kind) {
    case 'host-key-changed':
      return finding(hostKeyChanged, {
        path,
        detail: `${where} shows another host key than the one that is known${said === '' ? '' : `: ${said}`}. Either the machine was made anew, or somebody stands between.`,
        fix: `If the machine was made anew, compare the fingerprint on its console and forget the old key: ssh-keygen -R ${keyName(target)}. It must be taken out of every file of known hosts that is asked.`,
      });
    case 'host-key-unknown':
      return finding(hostKeyUnknown, {
        path,
        detail: `The host key of ${where} is in no file of known hosts, so nobody can say that this is the right machine.`,
        fix: 'Bring the key: --known-hosts FILE. Where the network can be trusted, --accept-new-host-keys takes what each host shows the first time.',
      });
    case 'refused-login':
      return finding(hostLoginRefused, {
        path,
        detail: `${where} does not let us in: ${said}`,
        fix: 'Give the key that the environment declares: --ssh-key FILE, or ssh-add it. Nobody is asked for a password.',
      });
    case 'not-root':
      return finding(hostLoginRefused, {
        path,
        detail: `On ${where} we cannot become root: ${said}`,
        fix: `Let ${user ?? 'the user'} run sudo without a password there, or log in as root.`,
      });
    case 'no-ssh':
      return finding(programMissing, {
        path,
        detail: `The program ssh was not found: ${said}`,
        fix: 'Install the client of OpenSSH on this machine.',
      });
    case 'disk-full':
      return finding(diskFull, {
        path,
        detail: `On ${where} there is no space left: ${said}`,
        fix: 'Make room below /var on that host, and apply again: what was done stays done.',
      });
    case 'failed':
    case 'unreachable':
      return finding(hostUnreachable, {
        path,
        detail: `${where} does not answer: ${said === '' ? 'ssh says nothing' : said}`,
        fix: 'See that the machine runs and has come up, that its address is the declared one, and that this machine can reach it.',
      });
  }
}

/** How ssh names a host in a file of known hosts. */
function keyName({ address, port }: Target): string {
  return port === 22 ? address : `'[${address}]:${String(port)}'`;
}
