import { resourcesOf } from '../../../lib/assembly';
import { itemsAt, objectsAt, textAt } from '../../../lib/core';
import type { BedAccess } from './access';
import { kubectlGet } from './ask';

export interface NodeFact {
  readonly name: string;
  readonly ready: boolean;
  readonly kubelet: string;
  /** `containerd 2.3.6`, without what a build adds to it. */
  readonly runtime: string;
  readonly address: string;
  /** Pressures and the like that are on. */
  readonly troubles: readonly string[];
}

/** The nodes that the cluster has, by name. */
export async function nodeFacts(bed: BedAccess): Promise<readonly NodeFact[]> {
  return itemsAt(await kubectlGet(bed, ['nodes']), 'items')
    .map((node) => {
      const conditions = objectsAt(node, 'status', 'conditions');
      const on = conditions.filter((one) => textAt(one, 'status') !== 'False').map((one) => textAt(one, 'type') ?? '');
      const addresses = objectsAt(node, 'status', 'addresses');
      const internal = addresses.find((one) => textAt(one, 'type') === 'InternalIP');
      return {
        name: textAt(node, 'metadata', 'name') ?? '',
        ready: conditions.some((one) => textAt(one, 'type') === 'Ready' && textAt(one, 'status') === 'True'),
        kubelet: textAt(node, 'status', 'nodeInfo', 'kubeletVersion') ?? '',
        runtime: runtimeOf(textAt(node, 'status', 'nodeInfo', 'containerRuntimeVersion') ?? ''),
        address: textAt(internal, 'address') ?? '',
        troubles: on.filter((type) => type !== 'Ready'),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What they should be: a node on each host, of the release that the environment declares. */
export function declaredNodes({ assembly, hosts }: BedAccess): readonly NodeFact[] {
  const [plane] = resourcesOf(assembly, 'control-plane');
  const machines = resourcesOf(assembly, 'host');
  return [...hosts].sort().map((name) => ({
    name,
    ready: true,
    kubelet: `v${plane?.spec.release ?? ''}`,
    runtime: `containerd ${plane?.spec.containerd ?? ''}`,
    address: machines.find(({ id }) => id.endsWith(`/${name}`))?.spec.address ?? '',
    troubles: [],
  }));
}

/** `containerd://2.3.6+unknown` is what a build without a version's name says of itself. */
export function runtimeOf(reported: string): string {
  return reported.replace(/^(\w+):\/\/v?(\d+\.\d+\.\d+).*$/, '$1 $2');
}
