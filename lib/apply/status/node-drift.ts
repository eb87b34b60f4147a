import { hostViews, resourcesOf, type Assembly } from '../../assembly';
import type { Drift } from './drift';
import type { NodeStatus } from './nodes';

/** How the nodes of a cluster on own hosts differ from what is declared: which are missing, not ready, or of another release. */
export function nodeDrift(assembly: Assembly, nodes: readonly NodeStatus[]): readonly Drift[] {
  const known = new Map(nodes.map((node) => [node.name, node]));
  return resourcesOf(assembly, 'control-plane').flatMap(({ id, spec }) => {
    const pools = new Set([...spec.controlPools, ...spec.workerPools]);
    const hosts = hostViews(assembly).filter(({ host }) => pools.has(host.spec.pool));
    const declared = new Set(hosts.map(({ name }) => name));
    return [
      ...hosts.flatMap(({ name, host }) =>
        problems(known.get(name), spec.release).map((problem) => drift(host.id, name, problem)),
      ),
      ...nodes.filter(({ name }) => !declared.has(name)).map(({ name }) => drift(id, name, 'is no declared host')),
    ];
  });
}

function problems(node: NodeStatus | undefined, release: string): readonly string[] {
  if (!node) return ['is missing'];
  const version = `v${release}`;
  return [
    ...(node.isReady ? [] : ['is not ready']),
    ...(node.version === version
      ? []
      : [`runs the kubelet ${node.version || 'of an unknown release'}, not ${version}`]),
  ];
}

function drift(id: string, name: string, problem: string): Drift {
  return { where: 'cluster', id, what: `node ${name}`, problem };
}
