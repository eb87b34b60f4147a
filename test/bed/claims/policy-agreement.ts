import { itemsAt } from '../../../lib/core';
import type { BedAccess } from './access';
import { jsonOf, printed, probe } from './ask';
import { RunningPolicies } from './known-pods';
import { whileListening } from './pod-listeners';
import { podPairs, type PodPair, type PodPairsProps } from './pod-pairs';
import { podName, runningPods } from './pods';
import { fromPod } from './sources';

export interface PolicyAgreement {
  readonly allowed: number;
  readonly refused: number;
  /** How many of them have both ends on one host, and how many go between hosts. */
  readonly onOneHost: number;
  /** Where the enforcer says something else than facts/reachability.txt, in sentences. */
  readonly wrong: readonly string[];
}

/** Tries real connections between pods, and compares them with what the environment's policies allow. */
export async function policyAgreement(bed: BedAccess, props: PodPairsProps): Promise<PolicyAgreement> {
  const policies = new RunningPolicies(bed.assembly, await runningPods(bed));
  const pairs = podPairs(policies, props);
  const targets = [...new Set(pairs.map(({ to }) => to))];
  const wanted = targets.map((target) => ({
    pod: target.pod,
    ports: [...new Set(pairs.filter(({ to }) => to === target).map(({ port }) => port))],
  }));
  const wrong = await whileListening(bed, wanted, async () => {
    const doubtful = await disagreeing(bed, pairs, 2000);
    // A busy machine is slow to answer.
    return doubtful.length === 0 ? [] : disagreeing(bed, doubtful, 8000);
  });
  return {
    allowed: pairs.filter(({ allowed }) => allowed).length,
    refused: pairs.filter(({ allowed }) => !allowed).length,
    onOneHost: pairs.filter(({ from, to }) => from.pod.host === to.pod.host).length,
    wrong: wrong.map(sentence),
  };
}

/** The pairs of which the network says something else than the policies. */
async function disagreeing(
  bed: BedAccess,
  pairs: readonly PodPair[],
  timeoutMilliseconds: number,
): Promise<readonly PodPair[]> {
  const sources = [...new Set(pairs.map(({ from }) => from))];
  const found: PodPair[] = [];
  for (const from of sources) {
    const own = pairs.filter((pair) => pair.from === from);
    const targets = own.map(({ to, port }) => ({ address: to.pod.address, ports: String(port) }));
    const source = await fromPod(bed, from.pod);
    const command = probe('connect', String(timeoutMilliseconds), '20', JSON.stringify(targets));
    const answer = jsonOf(printed(`from ${source.name}`, ['connect'], await source.run(command)));
    const open = new Set(
      itemsAt(answer, 'open').map((place) =>
        itemsAt(place)
          .map((part) => JSON.stringify(part))
          .join(' '),
      ),
    );
    found.push(...own.filter(({ to, port, allowed }) => open.has(`"${to.pod.address}" ${String(port)}`) !== allowed));
  }
  return found;
}

function sentence({ from, to, port, allowed }: PodPair): string {
  const said = allowed ? 'Policies allow it, and there is no connection' : 'Policies refuse it, and it connects';
  return `${said}: ${podName(from.pod)} on ${from.pod.host} to ${podName(to.pod)} on ${to.pod.host}, tcp/${String(port)}.`;
}
