import { finding, PlinthError, type Finding } from '../core';
import { resourcesOf, type Assembly, type ComponentResource, type Resource, type ResourceKind } from '../assembly';
import { canonical, type ResourceChange } from '../diff';
import { changeUnplanned, planEnvironment } from './findings';
import { fixedChanges } from './objects/fixed-fields';
import { isReplaced } from './objects/replaced';

/** Kinds that are in the cluster, or only say what others rely on. */
const inCluster: ReadonlySet<ResourceKind> = new Set<ResourceKind>([
  'component',
  'exposure',
  'kubernetes-cluster',
  'network-flow',
  'object',
  'secret',
]);

/**
 * @throws PlinthError for two environments, and for every change of what runs on hosts: how these are brought to hosts that run
 *   is not planned yet, and to bring half of them would be worse than none.
 */
export function refuseUnplanned(from: Assembly, to: Assembly, changes: readonly ResourceChange[]): void {
  const [before, after] = [from.environment.name, to.environment.name];
  if (before !== after) {
    throw PlinthError.of(
      planEnvironment,
      `"${before}" is deployed, and "${after}" is what the plan is for.`,
      'Plan an environment from its own past: rename it back, or start from nothing with hosts of its own.',
      after,
    );
  }
  const findings = changes
    .filter((change) => !isPlanned(change, from, to))
    .map(({ id, kind, operation }) =>
      finding(changeUnplanned, {
        path: `${after}/${id}`,
        detail: `${id} (${kind}) ${words[operation]}. It is on hosts that run: changes in place, of hosts and of what runs on them, have no steps yet.`,
        fix: 'Take the change back, or make the environment anew; changes of manifests alone are planned.',
      }),
    );
  const components = resourcesOf(to, 'component');
  const fixed = changes.flatMap((change) => refusedFields(change, { from, to, components }));
  if (findings.length + fixed.length > 0) throw new PlinthError([...findings, ...fixed]);
}

interface Compared {
  readonly from: Assembly;
  readonly to: Assembly;
  readonly components: readonly ComponentResource[];
}

/** What the API server would refuse when half of the change is there already. */
function refusedFields({ id }: ResourceChange, { from, to, components }: Compared): readonly Finding[] {
  const [before, after] = [from.resources[id], to.resources[id]];
  if (before?.kind !== 'object' || after?.kind !== 'object' || isReplaced(after, components)) return [];
  const fields = fixedChanges(before.spec, after.spec);
  if (fields.length === 0) return [];
  const what = `${after.spec.kind} ${after.spec.metadata.name}`;
  return [
    finding(changeUnplanned, {
      path: `${to.environment.name}/${id}`,
      detail: `${what} differs in ${fields.join(', ')}, which the API server lets nobody change while the object exists.`,
      fix: 'Take the change back, or give it another name: then a new one is made, and the old one removed. Volumes that a StatefulSet asked for stay with the old name.',
    }),
  ];
}

const words = { create: 'is new', update: 'differs from what is deployed', remove: 'is declared no more' } as const;

function isPlanned({ id, kind }: ResourceChange, from: Assembly, to: Assembly): boolean {
  const [before, after] = [from.resources[id], to.resources[id]];
  if (before && after && canonical(onHosts(before)) === canonical(onHosts(after))) return true;
  return inCluster.has(kind) && ![before, after].some(isOnHosts);
}

/**
 * What hosts have of a resource. How a component is brought, asked and taken away is known to those who do it: what it has on
 * hosts are resources of their own.
 */
function onHosts({ kind, spec }: Resource): unknown {
  switch (kind) {
    case 'component':
      return spec.hosts ? [kind, spec.hosts.on] : spec;
    case 'etcd-cluster':
      return { ...spec, listMembers: undefined };
    default:
      return spec;
  }
}

function isOnHosts(resource: Resource | undefined): boolean {
  return resource?.kind === 'component' && resource.spec.hosts !== undefined;
}
