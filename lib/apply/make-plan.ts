import type { Assembly } from '../assembly';
import { assemblyDigest } from '../diff';
import { plan, type Observed, type Plan } from '../plan';
import type { Connection } from './connection';
import { askHosts, newestRecord, observedOf, refuseSilent, type Answers } from './observe/observe';
import { askCluster, deployedInCluster } from './record/cluster-record';
import { deployedOnHosts } from './record/record';
import type { PlanInputs } from './plan-folder';

/** From what a plan starts that is made by asking. */
export type PlanStart =
  /** From what is recorded as deployed; hosts must answer. */
  | { readonly kind: 'deployed' }
  /** From nothing: machines that may not run yet. Whoever answers is observed all the same. */
  | { readonly kind: 'nothing' };

export interface MadePlan {
  readonly plan: Plan;
  readonly inputs: PlanInputs;
}

/** What is found where a plan is to run. */
export interface World {
  readonly observed: Observed;
  /** Digest of what is recorded as deployed. */
  readonly deployed?: string;
  /** @throws PlinthError `deployed-unreadable` */
  readonly assembly: () => Promise<Assembly | undefined>;
  /** What hosts answered; absent where there are none. */
  readonly answers?: Answers;
}

/**
 * Asks hosts, or the cluster of an environment that has none.
 *
 * @param strict - whether every host must answer
 * @throws PlinthError where one does not, or the cluster does not
 */
export async function lookAround(connection: Connection, to: Assembly, strict: boolean): Promise<World> {
  const { environment, remote, run, kubeconfig } = connection;
  const target = { assembly: to, digest: assemblyDigest(to) };
  if (connection.hasHosts) {
    const answers = await askHosts(environment, remote);
    if (strict) refuseSilent(environment, answers);
    const record = newestRecord(answers)?.record;
    return {
      observed: observedOf(answers),
      ...(record && { deployed: record.digest }),
      assembly: () => deployedOnHosts(run, remote, answers, target),
      answers,
    };
  }
  const cluster = await askCluster(environment, run, kubeconfig);
  return {
    observed: cluster.observed,
    ...(cluster.record && { deployed: cluster.record.digest }),
    assembly: () => deployedInCluster(run, cluster, target),
  };
}

/** Makes the plan for what is declared. @throws PlinthError where hosts do not answer, or a change has no plan */
export async function planFor(connection: Connection, to: Assembly, start: PlanStart): Promise<MadePlan> {
  const world = await lookAround(connection, to, start.kind !== 'nothing');
  const from = start.kind === 'nothing' ? undefined : await world.assembly();
  const { observed } = world;
  return { plan: plan({ from, to, observed }), inputs: { ...(from && { from }), observed } };
}

/**
 * Makes a plan without asking anybody. Whoever carries it out proves that it starts from what is deployed.
 *
 * Between two that are the same there are no steps: to bring everything once more is a repair, which asks what is there.
 *
 * @param from - what is taken for deployed. @default - nothing is
 * @throws PlinthError where a change has no plan
 */
export function planOffline(to: Assembly, from?: Assembly): MadePlan {
  const observed = { hosts: {}, inventory: [] };
  const made = plan({ from, to, observed });
  const isSame = made.from === made.to;
  return { plan: isSame ? { ...made, steps: [] } : made, inputs: { ...(from && { from }), observed } };
}
