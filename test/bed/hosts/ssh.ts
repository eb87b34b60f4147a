export interface SshTarget {
  /** The file of the private key. */
  readonly key: string;
  readonly knownHosts: string;
  readonly user: string;
  readonly address: string;
}

/** The words of an ssh that asks nobody and reads no settings of whoever runs it. */
export function sshCommand({ key, knownHosts, user, address }: SshTarget): readonly string[] {
  const options = {
    BatchMode: 'yes',
    ConnectTimeout: '5',
    IdentitiesOnly: 'yes',
    LogLevel: 'ERROR',
    // Hosts make their keys at first boot: the first one seen is theirs.
    StrictHostKeyChecking: 'accept-new',
    UserKnownHostsFile: knownHosts,
  };
  const given = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  return ['ssh', '-F', 'none', '-i', key, ...given, `${user}@${address}`];
}
