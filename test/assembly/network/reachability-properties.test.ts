import * as fc from 'fast-check';
import type { Manifest } from '../../../lib/assembly';
import { PolicyEvaluator, PortSet, reachability, type Connection, type PodGroup } from '../../../lib/assembly/network';
import { factFiles } from '../../../lib/assembly/facts';
import {
  arbitraryCluster,
  arbitraryPolicies,
  blocksWithPods,
  manifests,
  numbers,
  podRange,
  protocols,
  type Cluster,
} from './arbitrary-cluster';
import { assemblyOf, policy } from './assembly-of';
import { naivelyAllowed } from './naive-evaluator';

function assemblyFor({ namespaces, workloads }: Cluster, policies: readonly Manifest[]): ReturnType<typeof assemblyOf> {
  return assemblyOf([...namespaces, ...workloads.map(({ manifest }) => manifest), ...policies], {
    cluster: { podRange },
  });
}

/** Every ordered pair of workloads with the ports that are allowed between them. */
function pairs(cluster: Cluster, policies: readonly Manifest[]): readonly (readonly [PodGroup, PodGroup, PortSet])[] {
  const evaluator = new PolicyEvaluator(assemblyFor(cluster, policies));
  return evaluator.pods.flatMap((from) =>
    evaluator.pods.map((to) => [from, to, evaluator.portsBetween(from, to)] as const),
  );
}

function isWithin(some: PortSet, all: PortSet): boolean {
  return JSON.stringify(some.intersection(all).ranges) === JSON.stringify(some.ranges);
}

test('the answer equals that of a naive evaluator, for every pair, protocol and port', () => {
  let allowed = 0;
  let denied = 0;
  fc.assert(
    fc.property(arbitraryCluster, (cluster) => {
      const podOf = new Map(cluster.workloads.map(({ name, pod }) => [name, pod]));
      for (const [from, to, ports] of pairs(cluster, cluster.policies)) {
        const ends = [podOf.get(from.name), podOf.get(to.name)] as const;
        if (!ends[0] || !ends[1]) throw new Error('a workload got another name');
        for (const protocol of protocols) {
          for (const number of numbers) {
            const expected = naivelyAllowed(cluster.policies, blocksWithPods, [ends[0], ends[1]], [protocol, number]);
            expect([from.name, to.name, protocol, number, ports.has(protocol, number)]).toEqual([
              ...[from.name, to.name, protocol, number, expected],
            ]);
            if (expected) allowed++;
            else denied++;
          }
        }
      }
    }),
    { numRuns: 300 },
  );
  // Clusters in which everything or nothing passes would prove little.
  expect(Math.min(allowed, denied)).toBeGreaterThan(1000);
});

test('the order of policies does not matter', () => {
  const renamed = fc.tuple(arbitraryCluster, fc.infiniteStream(fc.nat({ max: 1000 })));
  fc.assert(
    fc.property(renamed, ([cluster, ranks]) => {
      const shuffled = cluster.policies
        .map((one) => ({ one, rank: ranks.next().value }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ one }, index) => ({ ...one, metadata: { ...one.metadata, name: `q${String(index)}` } }));
      const text = (policies: readonly Manifest[]): string | undefined =>
        factFiles(assemblyFor(cluster, policies)).get('facts/reachability.txt');
      expect(text(shuffled)).toBe(text(cluster.policies));
    }),
  );
});

test('one more policy never takes anything away from pods that are isolated already', () => {
  const deny = ['a', 'b', 'c'].map((name) =>
    policy(`${name}/deny`, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
  );
  fc.assert(
    fc.property(arbitraryCluster, arbitraryPolicies, (cluster, more) => {
      const before = pairs(cluster, [...deny, ...cluster.policies]);
      const after = pairs(cluster, [...deny, ...cluster.policies, ...manifests(more, 'more')]);
      before.forEach(([, , ports], index) => {
        expect(isWithin(ports, after[index]?.[2] ?? PortSet.none)).toBe(true);
      });
    }),
  );
});

test('one more policy without rules never gives anything', () => {
  fc.assert(
    fc.property(arbitraryCluster, fc.constantFrom('a', 'b', 'c'), (cluster, place) => {
      const deny = policy(`${place}/deny`, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
      const before = pairs(cluster, cluster.policies);
      const after = pairs(cluster, [...cluster.policies, deny]);
      after.forEach(([, , ports], index) => {
        expect(isWithin(ports, before[index]?.[2] ?? PortSet.none)).toBe(true);
      });
    }),
  );
});

test('what is allowed between two workloads is reported for the pair, or for each of them as open', () => {
  const openPorts = (connections: readonly Connection[], pods: PodGroup, side: 'from' | 'to'): PortSet =>
    connections
      .filter((one) => {
        const [own, other] = side === 'from' ? [one.from, one.to] : [one.to, one.from];
        return (
          own.kind === 'pods' && own.pods.name === pods.name && ['anyone', 'every-pod', 'block'].includes(other.kind)
        );
      })
      .reduce((ports, one) => {
        // The names of ports are the target's, which only the pair knows.
        return one.portNames.length > 0 ? PortSet.all : ports.union(one.ports);
      }, PortSet.none);
  fc.assert(
    fc.property(arbitraryCluster, (cluster) => {
      const { connections } = reachability(assemblyFor(cluster, cluster.policies));
      for (const [from, to, ports] of pairs(cluster, cluster.policies)) {
        const listed = connections.find(
          (one) =>
            one.from.kind === 'pods' &&
            one.to.kind === 'pods' &&
            one.from.pods.name === from.name &&
            one.to.pods.name === to.name,
        );
        if (listed) expect(listed.ports.texts()).toEqual(ports.texts());
        else
          expect(
            isWithin(ports, openPorts(connections, from, 'from').intersection(openPorts(connections, to, 'to'))),
          ).toBe(true);
      }
    }),
  );
});
