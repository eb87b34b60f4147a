import { finding, PlinthError, type Finding } from '../../core';
import type { Observed } from '../../plan';
import { hostUnreachable } from '../findings';
import { problemIn, type Remote, type SshProblem } from '../ssh/remote';
import { sshFinding } from '../ssh/ssh-findings';
import type { Target } from '../ssh/targets';
import { parseObservation, type DeployedRecord, type HostObservation } from './host-observation';
import { observeScript } from './observe-script';

/** What hosts answered, and which did not. */
export interface Answers {
  readonly hosts: ReadonlyMap<string, HostObservation>;
  readonly silent: readonly { readonly target: Target; readonly problem: SshProblem }[];
}

/** Asks all hosts at once, one call each. */
export async function askHosts(environment: string, remote: Remote): Promise<Answers> {
  const script = observeScript(environment);
  const asked = await Promise.all(
    remote.targets.map(async (target) => {
      const outcome = await remote.sh(target, script);
      const problem = problemIn(outcome);
      if (problem) return { target, problem };
      const observation = parseObservation(outcome.output.toString('utf8'));
      return observation
        ? { target, observation }
        : { target, problem: { kind: 'failed', said: 'what it told of itself is cut' } as const };
    }),
  );
  return {
    hosts: new Map(
      asked.flatMap(({ target, observation }) => (observation ? [[target.host, observation] as const] : [])),
    ),
    silent: asked.flatMap(({ target, problem }) => (problem ? [{ target, problem }] : [])),
  };
}

/** What a plan is made from. */
export function observedOf({ hosts }: Answers): Observed {
  const inventory = [...hosts.values()].find((host) => host.inventory !== undefined)?.inventory ?? [];
  return { hosts: Object.fromEntries([...hosts].map(([host, { steps }]) => [host, steps])), inventory };
}

/** The newest record of what is deployed, and a host that has it. */
export function newestRecord({
  hosts,
}: Answers): { readonly record: DeployedRecord; readonly host: string } | undefined {
  const found = [...hosts].flatMap(([host, { deployed }]) => (deployed ? [{ record: deployed, host }] : []));
  // Times are ISO 8601 in UTC: they compare as texts.
  return found.reduce<(typeof found)[number] | undefined>(
    (best, one) => (best && best.record.time >= one.record.time ? best : one),
    undefined,
  );
}

/** What to say where hosts did not answer. All of them silent is what a first install before its machines looks like. */
export function silentFindings(environment: string, { hosts, silent }: Answers): readonly Finding[] {
  const found = silent.map(({ target, problem }) => sshFinding(environment, target, problem));
  const areAllUnreachable = hosts.size === 0 && silent.every(({ problem }) => problem.kind === 'unreachable');
  if (!areAllUnreachable || silent.length < 2) return found;
  const [one] = silent;
  return [
    finding(hostUnreachable, {
      path: environment,
      detail: `None of ${silent.map(({ target }) => target.host).join(', ')} answers: ${one?.problem.said ?? ''}`,
      fix: `If this is the first install and the machines do not run yet: plinth plan ${environment} --from nothing. Otherwise see that this machine reaches their network, and with which key: --ssh-key FILE.`,
    }),
  ];
}

/** @throws PlinthError where any host did not answer */
export function refuseSilent(environment: string, answers: Answers): void {
  const findings = silentFindings(environment, answers);
  if (findings.length > 0) throw new PlinthError(findings);
}
