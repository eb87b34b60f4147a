import { resourcesOf } from '../../../lib/assembly';
import { fieldAt, itemsAt, objectsAt, textAt, textsAt, type Json } from '../../../lib/core';
import type { BedAccess } from './access';
import { jsonOf, kubectlGet, printed, probe } from './ask';
import type { Source } from './sources';

/** What a name means, and what the cluster's name server says that it means. */
export interface NamedAddress {
  readonly name: string;
  readonly expected: readonly string[] | 'ENOTFOUND';
  /** Addresses, or the error's code. */
  readonly answered: Json;
}

/** Asks for every service of the cluster, and for a name that nobody has, from one place. */
export async function nameResolution(bed: BedAccess, source: Source): Promise<readonly NamedAddress[]> {
  const [plane] = resourcesOf(bed.assembly, 'control-plane');
  if (!plane) throw new Error('The environment has no cluster, and so no name server.');
  const { clusterDns, clusterDomain } = plane.spec;
  const expected = new Map<string, NamedAddress['expected']>();
  const slices = itemsAt(await kubectlGet(bed, ['endpointslices.discovery.k8s.io', '--all-namespaces']), 'items');
  for (const service of itemsAt(await kubectlGet(bed, ['services', '--all-namespaces']), 'items')) {
    const [name, namespace] = [
      textAt(service, 'metadata', 'name') ?? '',
      textAt(service, 'metadata', 'namespace') ?? '',
    ];
    const address = textAt(service, 'spec', 'clusterIP') ?? 'None';
    const addresses = address === 'None' ? readyAddresses(slices, namespace, name) : [address];
    // Where nothing stands behind a headless service its name has no address, and servers differ in how they say so.
    if (addresses.length > 0) expected.set(`${name}.${namespace}.svc.${clusterDomain}`, addresses);
  }
  expected.set(`nobody.nowhere.svc.${clusterDomain}`, 'ENOTFOUND');
  const command = probe('resolve', clusterDns, ...expected.keys());
  const answers = jsonOf(printed(`from ${source.name}`, ['resolve'], await source.run(command)));
  return [...expected].map(([name, wanted]) => ({
    name,
    expected: wanted,
    answered: fieldAt(answers, name) ?? 'no answer',
  }));
}

/** A headless service stands for its pods: those that its slices call ready. */
export function readyAddresses(slices: readonly Json[], namespace: string, service: string): readonly string[] {
  const own = slices.filter(
    (slice) =>
      textAt(slice, 'metadata', 'namespace') === namespace &&
      textAt(slice, 'metadata', 'labels', 'kubernetes.io/service-name') === service,
  );
  const endpoints = own.flatMap((slice) => objectsAt(slice, 'endpoints'));
  const ready = endpoints.filter((one) => fieldAt(one, 'conditions', 'ready') !== false);
  return [...new Set(ready.flatMap((one) => textsAt(one, 'addresses')))].sort();
}
