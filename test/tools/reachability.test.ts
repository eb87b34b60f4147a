import * as fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toYaml } from '../../lib/assembly';
import { PolicyEvaluator, PortSet, reachability, type Connection } from '../../lib/assembly/network';
import { Cidr, IpAddress } from '../../lib/core';
import { networkPolicy } from './network-policy';
import { arbitraryCluster, podRange } from '../assembly/network/arbitrary-cluster';
import { assemblyOf } from '../assembly/network/assembly-of';

const outside = ['203.0.113.7', '198.51.100.1'];

function outsidePorts(connections: readonly Connection[], pods: string, address: string, side: 'from' | 'to'): PortSet {
  return connections
    .filter((one) => {
      const [own, other] = side === 'from' ? [one.from, one.to] : [one.to, one.from];
      if (own.kind !== 'pods' || own.pods.name !== pods) return false;
      if (other.kind === 'anyone') return true;
      const holds = (cidr: string): boolean => Cidr.parse(cidr).contains(IpAddress.parse(address));
      return other.kind === 'block' && holds(other.cidr) && !other.except.some(holds);
    })
    .reduce((ports, one) => ports.union(one.ports), PortSet.none);
}

jest.setTimeout(600_000);

test('the answer equals that of kube-network-policies', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryCluster, async ({ namespaces, workloads, policies }) => {
      const objects = [...namespaces, ...workloads.map(({ manifest }) => manifest), ...policies].filter(
        // A range of addresses that overlaps a part of the pods' own may or may not hold the addresses given here.
        (one) => !JSON.stringify(one).includes('10.244.128.0/17'),
      );
      const assembly = assemblyOf(objects, { cluster: { podRange } });
      const { connections } = reachability(assembly);
      const evaluator = new PolicyEvaluator(assembly);
      const byName = new Map(evaluator.pods.map((pods) => [pods.id, pods]));
      const folder = mkdtempSync(join(tmpdir(), 'plinth-'));
      objects.forEach((one, index) => {
        writeFileSync(join(folder, `${String(index)}.yaml`), toYaml(one));
      });
      const verdicts = await networkPolicy(folder, { pods: podRange, outside });
      rmSync(folder, { recursive: true });
      for (const { from, to, protocol, port, allowed: expected } of verdicts) {
        const [source, target] = [from, to].map((name) => {
          const [namespace = '', kind = '', own = ''] = name.split('/');
          return byName.get(`${namespace}/apps/${kind}/${own}`);
        });
        const address = outside.find((one) => one === from || one === to);
        const pods = source ?? target;
        if (address !== undefined && pods) {
          const ports = outsidePorts(connections, pods.name, address, source ? 'from' : 'to');
          expect([from, to, protocol, port, ports.has(protocol, port)]).toEqual([from, to, protocol, port, expected]);
          continue;
        }
        if (!source || !target) throw new Error(`${from} or ${to} is no workload here`);
        expect([from, to, protocol, port, evaluator.portsBetween(source, target).has(protocol, port)]).toEqual([
          from,
          to,
          protocol,
          port,
          expected,
        ]);
      }
    }),
    { numRuns: 100 },
  );
});
