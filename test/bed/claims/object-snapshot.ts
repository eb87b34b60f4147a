import { createHash } from 'node:crypto';
import { resourcesOf, type Assembly } from '../../../lib/assembly';
import { fieldAt, isJsonObject, itemsAt, objectsAt, textAt, type Json, type JsonObject } from '../../../lib/core';
import type { BedAccess } from './access';
import { kubectlGet } from './ask';
import type { Snapshot } from './snapshot';

/** What Plinth applied to the cluster, objects and Secrets, as the API server has it. */
export async function objectSnapshot(bed: BedAccess): Promise<Snapshot> {
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: appliedObjects(bed.assembly) });
  const answer = await kubectlGet(bed, ['--filename=-', '--ignore-not-found'], list);
  // One alone comes without a list around it.
  const objects = textAt(answer, 'kind') === 'List' ? itemsAt(answer, 'items') : [answer];
  return Object.fromEntries(objects.map((one) => [`object ${objectName(one)}`, objectState(one)]));
}

/** The least by which kubectl knows them. */
export function appliedObjects(assembly: Assembly): readonly JsonObject[] {
  const objects = resourcesOf(assembly, 'object').map(({ spec: { apiVersion, kind, metadata } }) => {
    const namespace = textAt(metadata, 'namespace');
    return { apiVersion, kind, metadata: { name: metadata.name, ...(namespace !== undefined && { namespace }) } };
  });
  const secrets = resourcesOf(assembly, 'secret').map(({ spec: { name, namespace } }) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
  }));
  return [...objects, ...secrets];
}

/**
 * What of an object only a writer of its specification changes.
 *
 * The resource version moves with every write, also with those of controllers to the status: it is compared only where there is
 * neither a status nor a generation. The generation moves with the specification, and the digest with all that is no status: labels,
 * annotations, and the times at which field managers wrote.
 */
export function objectState(object: Json): Readonly<Record<string, string>> {
  const { status, metadata, ...rest } = isJsonObject(object) ? object : {};
  const { resourceVersion, managedFields, ...ownMetadata } = isJsonObject(metadata) ? metadata : {};
  const writers = objectsAt({ managedFields: managedFields ?? [] }, 'managedFields')
    .filter((one) => textAt(one, 'subresource') !== 'status')
    .map((one) => `${textAt(one, 'manager') ?? ''} ${textAt(one, 'time') ?? ''}`);
  const generation = fieldAt(metadata, 'generation');
  const isPlain = status === undefined && generation === undefined;
  return {
    uid: textAt(metadata, 'uid') ?? '',
    ...(typeof generation === 'number' && { generation: String(generation) }),
    ...(isPlain && typeof resourceVersion === 'string' && { resourceVersion }),
    digest: createHash('sha256')
      .update(JSON.stringify([rest, ownMetadata, writers]))
      .digest('hex')
      .slice(0, 16),
  };
}

function objectName(object: Json): string {
  const place = [textAt(object, 'metadata', 'namespace'), textAt(object, 'metadata', 'name')];
  const kind = `${textAt(object, 'apiVersion') ?? ''} ${textAt(object, 'kind') ?? ''}`;
  return `${kind} ${place.filter((part) => part !== undefined).join('/')}`;
}
