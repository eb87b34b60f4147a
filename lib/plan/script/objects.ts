import { manifestPath, identityParts, type EarlyPods, type ResourceId } from '../../assembly';
import type { InventoryEntry } from '../model/inventory';
import type { Probe } from '../model/probe';
import type { Fragment } from './fragment';
import type { Place } from './place';
import { named } from './resources';
import { words } from './words';

export function applyObjectsAction(place: Place, ids: readonly ResourceId[]): Fragment {
  return { parts: ['objects'], commands: [`apply_objects ${manifestWords(place, ids)}`] };
}

export function clearObjectsAction({ assembly }: Place, ids: readonly ResourceId[]): Fragment {
  const files = named(assembly, ids, 'object').map(({ id }) => `clear ${words(manifestPath(id))}`);
  return { parts: ['objects'], commands: files };
}

export function objectsProbe(place: Place, ids: readonly ResourceId[]): Fragment {
  return { parts: ['objects'], commands: [`same_objects ${manifestWords(place, ids)}`] };
}

export function definitionsProbe({ assembly }: Place, names: readonly string[]): Fragment {
  const list = `dist/${assembly.environment.name}/manifests/_cluster/required.txt`;
  return { parts: ['objects'], commands: [`knows_kinds ${words(list, ...names)}`] };
}

/** Whoever gives others a place or a kind comes first. */
const first = ['Namespace', 'CustomResourceDefinition'];

function manifestWords({ assembly }: Place, ids: readonly ResourceId[]): string {
  const rank = (id: ResourceId): number => {
    const at = first.indexOf(identityParts(id).kind);
    return at < 0 ? first.length : at;
  };
  const sorted = named(assembly, ids, 'object')
    .map(({ id }) => id)
    .sort((a, b) => rank(a) - rank(b));
  return words(...sorted.map((id) => `--filename=${manifestPath(id)}`));
}

export function readyProbe(
  { assembly }: Place,
  { kind, object }: Extract<Probe, { kind: 'rollout' | 'complete' }>,
): Fragment {
  const commands = named(assembly, [object], 'object').map(({ spec }) => {
    const { name, namespace } = spec.metadata;
    const place = typeof namespace === 'string' ? namespace : 'default';
    const target = `${spec.kind.toLowerCase()}/${name}`;
    return `${kind === 'rollout' ? 'is_rolled_out' : 'is_complete'} ${words(place, target)}`;
  });
  return { parts: ['objects'], commands };
}

export function nodesReadyProbe(nodes: readonly string[]): Fragment {
  return { parts: ['objects'], commands: [`nodes_ready ${words(...nodes.map((node) => `node/${node}`))}`] };
}

export function joinedProbe(nodes: readonly string[]): Fragment {
  return { parts: ['objects'], commands: [`have_joined ${words(...nodes.map((node) => `node/${node}`))}`] };
}

export function spreadProbe(pods: EarlyPods): Fragment {
  return { parts: ['objects'], commands: [`is_spread ${earlyPodsWords(pods)}`] };
}

export function spreadPodsAction(pods: EarlyPods): Fragment {
  return { parts: ['objects'], commands: [`spread ${earlyPodsWords(pods)}`] };
}

function earlyPodsWords({ namespace, deployment, labels }: EarlyPods): string {
  const selector = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  return words(namespace, `deployment/${deployment}`, selector.join(','));
}

export function goneProbe(objects: readonly InventoryEntry[]): Fragment {
  return { parts: ['objects'], commands: objects.map((entry) => `is_gone ${entryWords(entry)}`) };
}

/** In the reverse of the order in which they are declared: what others lie in goes last. */
export function deleteObjectsAction(objects: readonly InventoryEntry[]): Fragment {
  const last = objects.filter(({ kind }) => first.includes(kind));
  const others = objects.filter(({ kind }) => !first.includes(kind));
  return { parts: ['objects'], commands: [...others, ...last].map((entry) => `delete ${entryWords(entry)}`) };
}

/** `Deployment.v1.apps`: a kind alone may be that of several groups. */
export function entryWords({ apiVersion, kind, namespace = '', name }: InventoryEntry): string {
  const [group = '', version] = apiVersion.split('/');
  return words(namespace, version === undefined ? kind : `${kind}.${version}.${group}`, name);
}
