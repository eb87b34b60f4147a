import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../core';
import { resourcesOf, type Assembly } from '../../assembly';
import { assemblyDigest } from '../../diff';
import type { Connection } from '../connection';
import { lastRun, readJournal, type RunRecord } from '../desk/journal';
import { leftover } from '../desk/desk-lock';
import type { FoundHolder } from '../lock/lock';
import { newestRecord, silentFindings, type Answers } from '../observe/observe';
import type { DeployedRecord } from '../observe/host-observation';
import { askCluster, kubectl } from '../record/cluster-record';
import { isMissing } from '../run/command';
import { problemOf } from '../run/spawn-runner';
import { problemIn, type SshProblem } from '../ssh/remote';
import type { Target } from '../ssh/targets';
import { certificateDrift, driftOf, earliestExpiry, type Drift, type Expiry } from './drift';
import { expectedOn, type Expected } from './expected';
import { factsScript } from './facts-script';
import { parseFacts, type HostFacts } from './host-facts';
import { memberDrift } from './member-drift';
import { nodeDrift } from './node-drift';
import { parseNodes, type NodeStatus } from './nodes';
import { objectDiff, type ObjectDiff } from './object-drift';
import { servicesOf, type ServiceStatus } from './services';

/** How an environment is. */
export interface Status {
  readonly environment: string;
  /** Digest of what is declared. */
  readonly declared: string;
  readonly deployed?: DeployedRecord;
  /** Control hosts that did not answer: where none of the others has a record, nobody knows what is deployed. */
  readonly silentKeepers: readonly string[];
  /** The newest run from this desk. */
  readonly lastRun?: RunRecord;
  /** Whether that run still goes on. */
  readonly isRunning: boolean;
  readonly holders: readonly FoundHolder[];
  /** Hosts that answered. */
  readonly hosts: ReadonlyMap<string, HostFacts>;
  /** Why others did not. */
  readonly silent: readonly Finding[];
  readonly drift: readonly Drift[];
  readonly objects: ObjectDiff;
  readonly nodes: readonly NodeStatus[];
  readonly services: readonly ServiceStatus[];
  readonly expiry?: Expiry;
}

/**
 * Asks hosts and cluster how they are: one call of ssh for each host, all at once. It changes nothing.
 *
 * @param dist - the folder for reviewed files, whose manifests are compared
 * @param now - milliseconds since 1970
 */
export async function statusOf(
  connection: Connection,
  assembly: Assembly,
  { dist, now }: { readonly dist: string; readonly now: number },
): Promise<Status> {
  const { environment, desk } = connection;
  const expected = expectedOn(assembly);
  const [asked, cluster] = await Promise.all([
    askFacts(connection, expected),
    clusterStatus(connection, assembly, join(dist, environment, 'manifests')),
  ]);
  const { facts, answers } = asked;
  const drift = expected.flatMap((one) => {
    const found = facts.get(one.host);
    return found ? [...driftOf(one, found), ...certificateDrift(one, found, now)] : [];
  });
  const deployed = connection.hasHosts ? newestRecord(answers)?.record : cluster.deployed;
  const run = lastRun(readJournal(desk.journal));
  const expiry = earliestExpiry(facts);
  return {
    environment,
    declared: assemblyDigest(assembly),
    ...(deployed && { deployed }),
    silentKeepers: answers.silent.flatMap(({ target }) => (target.isControl ? [target.host] : [])),
    ...(run && { lastRun: run }),
    isRunning: leftover(desk)?.state === 'runs',
    holders: [...answers.hosts].flatMap(([where, { holder }]) => (holder ? [{ where, holder }] : [])),
    hosts: facts,
    silent: silentFindings(environment, answers),
    drift: [
      ...drift,
      ...memberDrift(assembly, facts),
      ...(cluster.nodes ? nodeDrift(assembly, cluster.nodes) : []),
      ...(cluster.objects.kind === 'compared' ? cluster.objects.drift : []),
    ],
    objects: cluster.objects,
    nodes: cluster.nodes ?? [],
    services: servicesOf(expected, facts),
    ...(expiry && { expiry }),
  };
}

async function askFacts(
  { environment, remote }: Connection,
  expected: readonly Expected[],
): Promise<{ readonly facts: ReadonlyMap<string, HostFacts>; readonly answers: Answers }> {
  const byHost = new Map(expected.map((one) => [one.host, one]));
  const facts = new Map<string, HostFacts>();
  const silent: { readonly target: Target; readonly problem: SshProblem }[] = [];
  await Promise.all(
    remote.targets.map(async (target) => {
      const own = byHost.get(target.host);
      if (!own) return;
      const outcome = await remote.sh(target, factsScript(environment, own), { timeoutSeconds: 120 });
      const found = problemIn(outcome) ? undefined : parseFacts(outcome.output.toString('utf8'));
      if (found) facts.set(target.host, found);
      else
        silent.push({
          target,
          problem: problemIn(outcome) ?? { kind: 'failed', said: 'what it told of itself is cut' },
        });
    }),
  );
  silent.sort((a, b) => (a.target.host < b.target.host ? -1 : 1));
  const sorted = new Map([...facts].sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    facts: sorted,
    answers: { hosts: new Map([...sorted].map(([host, { plinth }]) => [host, plinth])), silent },
  };
}

interface ClusterStatus {
  readonly objects: ObjectDiff;
  /** Absent where the API server did not say. */
  readonly nodes?: readonly NodeStatus[];
  readonly deployed?: DeployedRecord;
}

async function clusterStatus(connection: Connection, assembly: Assembly, manifests: string): Promise<ClusterStatus> {
  const { run, kubeconfig, hasHosts, environment } = connection;
  if (hasHosts && !existsSync(kubeconfig)) {
    return { objects: { kind: 'unknown', said: 'this desk has no credentials for the cluster yet' } };
  }
  if (resourcesOf(assembly, 'object').length === 0) return { objects: { kind: 'compared', drift: [] } };
  const diff = ['diff', '--server-side', '--force-conflicts', '--field-manager', 'plinth', '-R', '-f', manifests];
  const [compared, nodes, observed] = await Promise.all([
    kubectl(run, kubeconfig, diff),
    hasHosts ? kubectl(run, kubeconfig, ['get', 'nodes', '-o', 'json', '--request-timeout=20s']) : undefined,
    hasHosts ? undefined : askCluster(environment, run, kubeconfig),
  ]);
  if (isMissing(compared)) return { objects: { kind: 'unknown', said: 'there is no program "kubectl" in PATH' } };
  const { exitCode, output, errors } = compared;
  return {
    objects: objectDiff(assembly, exitCode, output.toString('utf8'), errors || problemOf(compared)),
    ...(nodes?.exitCode === 0 && { nodes: parseNodes(nodes.output.toString('utf8')) }),
    ...(observed?.record && { deployed: observed.record }),
  };
}
