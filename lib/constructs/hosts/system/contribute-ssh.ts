import type { Contribution } from '../../../assembly';
import { contributeFile, contributePort } from '../contribute';
import type { HostPool } from '../host-pool';

/** Enough for people and for a tool that opens a connection per task; far too few to try passwords or keys. */
const connectionsPerMinute = 30;

/** ssh by key alone, and its port with a limit. */
export function contributeSsh(into: Contribution, pool: HostPool): void {
  const { sshFrom } = pool.props;
  const { sshUnit } = pool.os.facts;
  contributeFile(into, pool.place, {
    // sshd takes the first value that it finds: this file stands before those of images and of cloud-init.
    path: '/etc/ssh/sshd_config.d/10-plinth.conf',
    mode: '0600',
    body: {
      format: 'text',
      value: settings(pool)
        .map(([key, value]) => `${key} ${value}\n`)
        .join(''),
    },
    effect: sshUnit === undefined ? { kind: 'none' } : { kind: 'reload', unit: sshUnit },
  });
  contributePort(into, pool.place, {
    name: 'ssh',
    port: pool.login.port,
    from: sshFrom?.map((cidr) => ({ kind: 'cidr', cidr })) ?? [{ kind: 'anywhere' }],
    limitPerMinute: connectionsPerMinute,
    reason: 'people and tools that work on hosts',
  });
}

/** sshd_config(5) */
function settings({ login, os }: HostPool): readonly (readonly [string, string])[] {
  const keysOfIgnition = os.facts.name === 'debian';
  return [
    ['PasswordAuthentication', 'no'],
    ['KbdInteractiveAuthentication', 'no'],
    ['PermitEmptyPasswords', 'no'],
    ['PermitRootLogin', login.user === 'root' ? 'prohibit-password' : 'no'],
    ['MaxAuthTries', '4'],
    ['LoginGraceTime', '30'],
    ['X11Forwarding', 'no'],
    ['AllowAgentForwarding', 'no'],
    ['ClientAliveInterval', '60'],
    ['ClientAliveCountMax', '3'],
    // Ignition writes keys to a file of its own, for which Debian's sshd does not look; the same however a host was booted.
    ...(keysOfIgnition
      ? [['AuthorizedKeysFile', '.ssh/authorized_keys .ssh/authorized_keys.d/ignition'] as const]
      : []),
  ];
}
