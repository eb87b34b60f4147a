import type { Assembly } from '../model/assembly';
import { hostViews, type HostView } from '../hosts';
import type { HostPoolResource } from '../model/host-pool';
import { identityParts } from '../model/identity';
import { cloudConfigs } from './cloud-config';
import type { Packing } from './content';
import { ignitionDocuments } from './ignition';
import { networkConfig } from './network-config';
import { standingAt, type Standing } from './standing';
import { withNewUsers } from './users';

/**
 * What each host of an environment is given at its first boot, by file: `<host>.ign`, or `<host>.yaml` with the network beside
 * it in `<host>.network.yaml`. Secrets are never in it.
 *
 * Pure, from the assembly alone. Contents are packed in the pools where a document would otherwise be larger than its provider
 * takes.
 */
export function bootDocuments(assembly: Assembly): ReadonlyMap<string, string> {
  let documents = known.get(assembly);
  if (!documents) known.set(assembly, (documents = documentsOf(assembly)));
  return documents;
}

/** Checks ask for them as well as who writes them. */
const known = new WeakMap<Assembly, ReadonlyMap<string, string>>();

/** The file of a host's document: `control-1.ign`. */
export function bootDocumentName(pool: HostPoolResource, host: string): string {
  return `${host}.${pool.spec.provisioning.kind === 'ignition' ? 'ign' : 'yaml'}`;
}

/** The bytes of a document, before its provider encodes it. */
export function bootDocumentSize(document: string): number {
  return Buffer.byteLength(document);
}

function documentsOf(assembly: Assembly): ReadonlyMap<string, string> {
  const byPool = new Map<HostPoolResource, HostView[]>();
  for (const view of hostViews(assembly)) {
    const views = byPool.get(view.pool);
    if (views) views.push(view);
    else byPool.set(view.pool, [view]);
  }
  const documents = [...byPool].flatMap(([pool, views]) => [
    ...ofPool(assembly, pool, views),
    ...(pool.spec.provisioning.kind === 'cloud-init'
      ? views.map(({ name, host }) => [`${name}.network.yaml`, networkConfig(pool.spec, host.spec)] as const)
      : []),
  ]);
  return new Map(documents.sort(([a], [b]) => (a < b ? -1 : 1)));
}

type Documents = readonly (readonly [file: string, text: string])[];

function ofPool(assembly: Assembly, pool: HostPoolResource, views: readonly HostView[]): Documents {
  const limit = pool.spec.userDataLimit ?? Infinity;
  const plain = packedAs(assembly, pool, views, 'plain');
  const fits = plain.every(([, text]) => bootDocumentSize(text) <= limit);
  return fits ? plain : packedAs(assembly, pool, views, 'gzip');
}

function packedAs(assembly: Assembly, pool: HostPoolResource, views: readonly HostView[], packing: Packing): Documents {
  const place = identityParts(pool.id).name;
  const render = rendererOf(pool, standingAt(assembly, place), packing);
  return views.map(({ name }) => [
    bootDocumentName(pool, name),
    render(name, standingAt(assembly, `${place}/${name}`)),
  ]);
}

function rendererOf(
  { spec: { provisioning, operatingSystem } }: HostPoolResource,
  shared: Standing,
  packing: Packing,
): (hostname: string, own: Standing) => string {
  if (provisioning.kind === 'cloud-init') return cloudConfigs(operatingSystem, shared, packing);
  const render = ignitionDocuments(provisioning.spec, withNewUsers(operatingSystem, shared), packing);
  // A host's name is one of its files.
  return (_, own) => render(withNewUsers(operatingSystem, own));
}
