import { readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Assembly } from '../assembly';
import { openDesk, type Desk } from './desk/desk';
import { originOf, refuseDeskOfAnother, type Origin } from './desk/origin';
import { makeRunFolder, type RunFolder } from './desk/run-folder';
import { unreachable } from './lock/cluster-lock';
import type { Runner } from './run/command';
import { remoteOf, type Remote } from './ssh/remote';
import { sshConfigText } from './ssh/ssh-config';
import { targetsOf, type Target } from './ssh/targets';

/** How an environment is reached, as whoever calls the command says it. Paths are absolute. */
export interface ReachOptions {
  /** The folder of the desk. */
  readonly desk: string;
  /** @default - what ssh's own settings and agent offer */
  readonly sshKey?: string;
  /** @default - the user's, `~/.ssh/config` */
  readonly sshConfig?: string;
  /** @default - the desk's, and the user's */
  readonly knownHosts?: string;
  /** @default false */
  readonly acceptNewHostKeys?: boolean;
  /** Credentials for the cluster. @default - the desk's for an own cluster, else what kubectl takes by itself */
  readonly kubeconfig?: string;
  /** The context in these credentials. @default - the current one */
  readonly context?: string;
}

/** All by which an environment is reached, while one command runs. */
export interface Connection {
  readonly environment: string;
  readonly desk: Desk;
  /** What tells it from others of its name. */
  readonly origin: Origin;
  readonly folder: RunFolder;
  readonly remote: Remote;
  readonly run: Runner;
  /** The credentials for its cluster. */
  readonly kubeconfig: string;
  /** Whether the environment has hosts of its own; a tenant has none. */
  readonly hasHosts: boolean;
  readonly close: () => Promise<void>;
}

/**
 * Opens the desk and prepares how hosts are reached. No host is asked yet.
 *
 * @throws PlinthError `cluster-unreachable` where an environment without hosts has no credentials either, `program-missing`
 *   where kubectl is to read them and is not there, `desk-of-another`
 */
export async function connect(assembly: Assembly, run: Runner, options: ReachOptions): Promise<Connection> {
  const desk = openDesk(options.desk);
  const folder = makeRunFolder();
  const targets = targetsOf(assembly);
  const { sshKey, sshConfig, knownHosts, acceptNewHostKeys = false } = options;
  const files = [desk.knownHosts, join(homedir(), '.ssh/known_hosts')];
  const text = sshConfigText(
    targets,
    {
      ...(sshKey !== undefined && { key: sshKey }),
      ...(sshConfig !== undefined && { config: sshConfig }),
      knownHosts: knownHosts === undefined ? files : [knownHosts],
      acceptNewHostKeys,
    },
    folder.control,
  );
  writeFileSync(folder.sshConfig, text, { mode: 0o600 });
  const hasHosts = targets.length > 0;
  const { name } = assembly.environment;
  const own = hasHosts && options.kubeconfig === undefined && options.context === undefined;
  try {
    const kubeconfig = own ? desk.kubeconfig : await chosenCredentials(name, run, folder, options);
    const origin = originOf(assembly, hasHosts ? '' : readFileSync(kubeconfig, 'utf8'));
    refuseDeskOfAnother(desk, origin);
    return connected({ environment: name, desk, origin, folder, run, hasHosts, kubeconfig }, targets);
  } catch (error) {
    folder.remove();
    throw error;
  }
}

function connected(known: Omit<Connection, 'remote' | 'close'>, targets: readonly Target[]): Connection {
  const { run, folder } = known;
  return {
    ...known,
    remote: remoteOf(run, targets, folder.sshConfig),
    close: async () => {
      const hangUp = targets.map(({ host }) =>
        run({ program: 'ssh', args: ['-F', folder.sshConfig, '-O', 'exit', host], timeoutSeconds: 5 }),
      );
      await Promise.all(hangUp);
      folder.remove();
    },
  };
}

/**
 * The credentials of one context in a file of this run: whoever changes the current context meanwhile does not lead the run to
 * another cluster.
 */
async function chosenCredentials(
  environment: string,
  run: Runner,
  folder: RunFolder,
  { kubeconfig, context }: ReachOptions,
): Promise<string> {
  const outcome = await run({
    program: 'kubectl',
    args: [
      'config',
      'view',
      '--minify',
      '--flatten',
      '--raw',
      ...(context === undefined ? [] : ['--context', context]),
    ],
    ...(kubeconfig !== undefined && { env: { KUBECONFIG: kubeconfig } }),
    timeoutSeconds: 30,
  });
  if (outcome.exitCode !== 0) throw unreachable(environment, outcome, kubeconfig);
  const file = join(folder.folder, 'kubeconfig');
  writeFileSync(file, outcome.output, { mode: 0o600 });
  return file;
}
