import { resourcesOf, type HostVolume, type ObjectResource } from '../../../assembly';
import { findingKind, objectsAt, textAt, textsAt, type JsonObject } from '../../../core';
import { layerOf } from '../../facts/layers';
import { listed } from '../../facts/text';
import type { Rule, RuleContext } from '../../rule';
import { checkClaims, claimWithoutVolume } from './claims';

const volumeNotOnHost = findingKind({
  code: 'volume-not-on-host',
  severity: 'error',
  summary: 'a local volume names a host or a folder that there is not',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#local'],
  acknowledgeable: true,
});

/** Volumes that nobody makes on demand: what hosts declare is all that there is, and one claim takes a whole one. */
export const volumes: Rule = {
  kinds: [claimWithoutVolume, volumeNotOnHost],
  check: (context) => {
    // Without hosts of its own an environment does not know where its volumes are.
    if (resourcesOf(context.assembly, 'host').length === 0) return;
    const declared = context.objects.ofKind('core', 'PersistentVolume');
    for (const volume of declared) checkPlace(context, volume);
    checkClaims(context, declared);
  },
};

function checkPlace({ assembly, report, title }: RuleContext, { id, spec }: ObjectResource): void {
  const path = textAt(spec, 'spec', 'local', 'path');
  if (path === undefined) return;
  for (const name of hostsOf(spec)) {
    const host = layerOf(assembly, 'host', name);
    if (host?.spec.volumes.some((volume) => isWithin(path, volume)) === true) continue;
    report(
      volumeNotOnHost,
      id,
      host
        ? `${title(id)} is in ${path} on ${name}, which declares ${listed(host.spec.volumes.map((volume) => volume.path))}.`
        : `${title(id)} is on "${name}", which is none of the hosts.`,
      'Declare the volume on the pool: volumes: { data: Size.gibibytes(50) }; its object is then made for each host.',
    );
  }
}

function isWithin(path: string, volume: HostVolume): boolean {
  return path === volume.path || path.startsWith(`${volume.path}/`);
}

/** The hosts that a volume says that it is on. */
function hostsOf(spec: JsonObject): readonly string[] {
  const terms = objectsAt(spec, 'spec', 'nodeAffinity', 'required', 'nodeSelectorTerms');
  return terms
    .flatMap((term) => objectsAt(term, 'matchExpressions'))
    .filter((one) => textAt(one, 'key') === 'kubernetes.io/hostname' && textAt(one, 'operator') === 'In')
    .flatMap((one) => textsAt(one, 'values'));
}
