import {
  clusterOf,
  clusterStack,
  identityParts,
  podGroupsOf,
  resourcesOf,
  type Assembly,
  type Provenance,
  type ResourceId,
} from '../assembly';
import { finding, type Finding } from '../core';
import { declaredSecrets } from './facts/declared-secrets';
import { Objects } from './facts/objects';
import { PodSelection } from './facts/pod-selection';
import { isWorkload, podOf } from './facts/pods';
import { Scales } from './facts/scales';
import type { RuleContext } from './rule';

/** Reads an assembly once for all rules. Findings are added to `into`. */
export function ruleContext(assembly: Assembly, provenance: Provenance, into: Finding[]): RuleContext {
  const { name, tier } = assembly.environment;
  const objects = new Objects(assembly);
  const groups = podGroupsOf(assembly);
  const [own] = resourcesOf(assembly, 'kubernetes-cluster');
  const where = (id: ResourceId): string => {
    const source = provenance[id]?.source;
    return source === undefined ? `"${shortName(id)}"` : `"${shortName(id)}" (${source})`;
  };
  return {
    assembly,
    tier,
    cluster: clusterOf(assembly),
    clusterId: own?.id,
    clusterTitle: clusterTitle(assembly, own && where(own.id)),
    objects,
    pods: groups.filter(isWorkload).map(podOf),
    selection: new PodSelection(groups),
    scales: new Scales(objects),
    secrets: declaredSecrets(assembly, objects),
    report: (kind, id, detail, fix) => {
      const owner = id === undefined ? '' : (assembly.resources[id]?.owner ?? '');
      const source = id === undefined ? undefined : provenance[id]?.source;
      into.push(finding(kind, { path: owner === '' ? name : `${name}/${owner}`, source, detail, fix }));
    },
    where,
    title: (id) => `${identityParts(id).kind} ${where(id)}`,
  };
}

function clusterTitle({ environment: { tenancy } }: Assembly, own: string | undefined): string {
  if (tenancy) return `cluster "${tenancy.facts.name}" of the environment "${tenancy.environment}"`;
  return own === undefined ? 'cluster' : `cluster ${own}`;
}

/** `shop/cart`; what belongs to the whole cluster has a name alone. */
function shortName(id: ResourceId): string {
  const { stack, name } = identityParts(id);
  return stack === clusterStack ? name : `${stack}/${name}`;
}
