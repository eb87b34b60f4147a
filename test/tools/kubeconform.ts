import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { schemas, upstream } from '../../tools/upstream';
import { requireManifests, run } from './run';

/** What kubeconform says to one object. */
export interface Conformance {
  readonly file: string;
  /** `apps/v1` */
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly valid: boolean;
  /** Each with the place in the object: `/spec/replicas: got string, want integer`. */
  readonly faults: readonly string[];
}

interface Report {
  readonly resources: readonly {
    readonly filename: string;
    readonly kind: string;
    readonly name: string;
    readonly version: string;
    readonly status: string;
    readonly msg: string;
  }[];
}

/**
 * Judges every object of every *.yaml file under a folder against the schemas of a Kubernetes minor.
 *
 * Unknown fields, repeated keys and kinds without a schema are faults. Rules that only a server knows are not checked:
 * CEL, immutable fields, names that must exist.
 */
export async function kubeconform(folder: string, minor: string): Promise<readonly Conformance[]> {
  requireManifests(folder);
  const place = await schemas();
  if (!existsSync(join(place, minor)))
    throw new Error(`tools/upstream/schemas/go.mod names no Kubernetes minor "${minor}".`);
  const locations = [minor, 'custom'].flatMap((part) => [
    '-schema-location',
    join(place, part, '{{.ResourceKind}}{{.KindSuffix}}.json'),
  ]);
  const flags = ['-strict', '-verbose', '-output', 'json', ...locations];
  const { stdout, stderr } = await run(await upstream('kubeconform'), [...flags, folder]);
  if (stdout === '') throw new Error(stderr.trim());
  const { resources } = JSON.parse(stdout) as Report;
  return resources
    .filter((resource) => resource.status !== '')
    .map((resource) => ({
      file: resource.filename,
      apiVersion: resource.version,
      kind: resource.kind,
      name: resource.name,
      valid: resource.status === 'statusValid',
      faults: faultsIn(resource.msg),
    }))
    .sort((a, b) => compare(a.file, b.file) || compare(a.kind, b.kind) || compare(a.name, b.name));
}

// kubeconform's own list of faults stops at the first level of the schema; its message goes down to the leaves.
function faultsIn(message: string): readonly string[] {
  const leaves = [...message.matchAll(/- at '(?<place>.*?)': (?<what>.*?)(?=\s+- at '|$)/g)]
    .map(({ groups }) => ({ place: groups?.['place'] ?? '', what: groups?.['what'] ?? '' }))
    .filter(({ what }) => !/^(?:validation|allOf|anyOf|oneOf) failed$/.test(what))
    .map(({ place, what }) => `${place === '' ? '/' : place}: ${what}`);
  if (leaves.length > 0) return leaves.sort();
  return message === '' ? [] : [message];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
