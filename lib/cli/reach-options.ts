import type { Command } from 'commander';
import type { CommonOptions } from './options';

/** Options of every verb that asks hosts or a cluster. */
export interface EnvironmentOptions extends CommonOptions {
  readonly desk?: string;
  readonly sshKey?: string;
  readonly sshConfig?: string;
  readonly knownHosts?: string;
  readonly acceptNewHostKeys?: boolean;
  readonly kubeconfig?: string;
  readonly context?: string;
}

/** Adds them. */
export function addReachOptions(command: Command): Command {
  return command
    .option(
      '--desk <folder>',
      'what this machine keeps of the environment: keys, credentials, journal (default: ~/.local/state/plinth/ENV)',
    )
    .option('--ssh-key <file>', 'the private key for hosts (default: what ssh offers by itself)')
    .option('--ssh-config <file>', 'more settings of ssh, such as a way through a gateway (default: ~/.ssh/config)')
    .option('--known-hosts <file>', 'the host keys to believe (default: those of the desk and ~/.ssh/known_hosts)')
    .option('--accept-new-host-keys', 'believe the key of a host that is seen for the first time')
    .option('--kubeconfig <file>', 'credentials for the cluster (default: those of the desk, or what kubectl uses)')
    .option('--context <name>', 'the context in these credentials (default: the current one)');
}
