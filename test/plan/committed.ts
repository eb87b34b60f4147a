import { join } from 'node:path';
import { readAssembly, type Assembly, type Manifest, type Resource, type ResourceId } from '../../lib/assembly';

const read = new Map<string, Assembly>();

/** What is committed in dist/ of an environment. */
export function committed(environment: string): Assembly {
  const found = read.get(environment) ?? readAssembly(join(__dirname, '../../dist'), environment);
  read.set(environment, found);
  return found;
}

/** The same with resources added, or in the place of those with their identity. */
export function having(assembly: Assembly, ...resources: readonly Resource[]): Assembly {
  const added = Object.fromEntries(resources.map((resource) => [resource.id, resource]));
  return { ...assembly, resources: { ...assembly.resources, ...added } };
}

/** The same without the resources that are meant. */
export function without(assembly: Assembly, isMeant: (resource: Resource) => boolean): Assembly {
  const kept = Object.entries(assembly.resources).filter(([, resource]) => !isMeant(resource));
  return { ...assembly, resources: Object.fromEntries(kept) };
}

/** A resource of a kind, which must be there. */
export function existing<K extends Resource['kind']>(
  { resources }: Assembly,
  kind: K,
  id: ResourceId,
): Extract<Resource, { kind: K }> {
  const isIt = (one: Resource | undefined): one is Extract<Resource, { kind: K }> => one?.kind === kind;
  const found = resources[id];
  if (!isIt(found)) throw new Error(`there is no ${kind} ${id}`);
  return found;
}

/** The same with an object that says something else. */
export function withObject(assembly: Assembly, id: ResourceId, edit: (manifest: Manifest) => Manifest): Assembly {
  const object = existing(assembly, 'object', id);
  return having(assembly, { ...object, spec: edit(object.spec) });
}

/** The same with a file that says something else, at the end of what it says. */
export function withFile(assembly: Assembly, id: ResourceId): Assembly {
  const file = existing(assembly, 'file', id);
  return having(assembly, { ...file, spec: { ...file.spec, body: { format: 'text', value: 'changed\n' } } });
}

/** Another image for the first container of a workload, and nothing else. */
export function withImage(image: string): (manifest: Manifest) => Manifest {
  return (manifest) =>
    JSON.parse(JSON.stringify(manifest).replace(/"image":"[^"]*"/, `"image":"${image}"`)) as Manifest;
}
