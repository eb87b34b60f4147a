import type { Target } from './targets';

/** How hosts are reached, as whoever calls the command said it. */
export interface SshSettings {
  /** File of a private key. @default - what ssh's own settings and agent offer */
  readonly key?: string;
  /** Settings of ssh that are read after Plinth's own. @default - the user's, `~/.ssh/config` */
  readonly config?: string;
  /** Where known host keys are; the first is written to. */
  readonly knownHosts: readonly string[];
  /** Whether the key of a host that is not known yet is believed. One that differs never is. */
  readonly acceptNewHostKeys: boolean;
}

/**
 * The settings of ssh for an environment's hosts, by name and by address, so that Ansible, scripts and people who say
 * `ssh -F FILE control-1` all get in the same way.
 *
 * @param controlFolder - a short path: the socket of a connection lies in it, and its path may have 104 characters
 */
export function sshConfigText(targets: readonly Target[], settings: SshSettings, controlFolder: string): string {
  const { key, config, knownHosts, acceptNewHostKeys } = settings;
  const hosts = targets.map(({ host, address, user, port }) =>
    [
      `Host ${[...new Set([host, address])].join(' ')}`,
      `  HostName ${address}`,
      `  Port ${String(port)}`,
      ...(user === undefined ? [] : [`  User ${user}`]),
      '',
    ].join('\n'),
  );
  const common = [
    'Host *',
    // Nobody can answer: what is not set up fails at once, with a reason.
    '  BatchMode yes',
    // In its first boot a host starts its ssh server twice, and says no for a second in between.
    '  ConnectionAttempts 3',
    '  ConnectTimeout 5',
    '  ServerAliveInterval 15',
    '  ServerAliveCountMax 4',
    `  StrictHostKeyChecking ${acceptNewHostKeys ? 'accept-new' : 'yes'}`,
    `  UserKnownHostsFile ${knownHosts.map(quoted).join(' ')}`,
    ...(key === undefined ? [] : [`  IdentityFile ${quoted(key)}`, '  IdentitiesOnly yes']),
    '  ControlMaster auto',
    '  ControlPersist 60',
    `  ControlPath ${quoted(`${controlFolder}/%C`)}`,
    `Include ${quoted(config ?? '~/.ssh/config')}`,
    '',
  ].join('\n');
  return [...hosts, common].join('\n');
}

function quoted(path: string): string {
  return /^[\w@%+=:,./~-]+$/.test(path) ? path : `"${path}"`;
}
