import { fieldAt, itemsAt, type JsonObject, objectAt, objectsAt, textAt } from '../../core';
import { resourcesOf, type Assembly } from '../model/assembly';
import type { ObjectResource } from '../model/object';
import { containersOf, workloadsOf, type Workload } from '../network';
import { namespaceOf } from '../network/workloads';

/** A place in an object that names a Secret. */
export interface SecretReference {
  readonly namespace: string;
  readonly name: string;
  /** Who makes the object: `<stack>/<component>`, or `<stack>`. */
  readonly owner: string;
  /** What is done with it and by whom, as a sentence without its beginning: `mounted by shop/cart volume tls`. */
  readonly use: string;
}

type Use = Pick<SecretReference, 'name' | 'use'>;

/** Every place in pods, service accounts, gateways and ingresses that names a Secret. */
export function secretReferences(assembly: Assembly): readonly SecretReference[] {
  const inPods = workloadsOf(assembly).flatMap((workload) =>
    podUses(workload).map((use) => ({ namespace: workload.namespace, owner: workload.object.owner, ...use })),
  );
  const inObjects = resourcesOf(assembly, 'object').flatMap((object) =>
    objectUses(object).map((use) => ({ namespace: namespaceOf(object), owner: object.owner, ...use })),
  );
  return [...inPods, ...inObjects];
}

function podUses({ name: workload, podSpec }: Workload): readonly Use[] {
  const inContainers = containersOf(podSpec).flatMap(({ name, role, spec }) => {
    return containerUses(spec, `${workload} ${role} ${name}`);
  });
  const inVolumes = objectsAt(podSpec, 'volumes').flatMap((volume) => volumeUses(volume, workload));
  return [...inContainers, ...inVolumes, ...pullUses(podSpec, workload)];
}

function containerUses(container: JsonObject, user: string): readonly Use[] {
  const single = objectsAt(container, 'env').flatMap((variable) => {
    const source = objectAt(variable, 'valueFrom', 'secretKeyRef');
    const use = `key ${textAt(source, 'key') ?? ''} read by ${user} as ${textAt(variable, 'name') ?? ''}`;
    return named(source, 'name', use);
  });
  const whole = objectsAt(container, 'envFrom').flatMap((source) => {
    return named(objectAt(source, 'secretRef'), 'name', `all keys read by ${user} as environment`);
  });
  return [...single, ...whole];
}

function volumeUses(volume: JsonObject, workload: string): readonly Use[] {
  const by = `mounted by ${workload} volume ${textAt(volume, 'name') ?? ''}`;
  const projected = objectsAt(volume, 'projected', 'sources').map((source) => objectAt(source, 'secret'));
  return [
    ...mounted(objectAt(volume, 'secret'), 'secretName', by),
    ...projected.flatMap((secret) => mounted(secret, 'name', by)),
    ...named(objectAt(volume, 'csi', 'nodePublishSecretRef'), 'name', `given to the volume driver, ${by}`),
  ];
}

/** With `items` only these keys are in the volume. */
function mounted(secret: JsonObject | undefined, field: string, by: string): readonly Use[] {
  const keys = objectsAt(secret, 'items').map((item) => textAt(item, 'key') ?? '');
  if (keys.length === 0) return named(secret, field, `all keys ${by}`);
  return keys.flatMap((key) => named(secret, field, `key ${key} ${by}`));
}

function pullUses(pullsFrom: JsonObject, user: string): readonly Use[] {
  return objectsAt(pullsFrom, 'imagePullSecrets').flatMap((one) =>
    named(one, 'name', `used to pull images for ${user}`),
  );
}

function objectUses(object: ObjectResource): readonly (Use & { readonly namespace?: string })[] {
  const { kind, metadata } = object.spec;
  const self = `${kind} ${object.stack}/${metadata.name}`;
  switch (kind) {
    case 'ServiceAccount':
      return pullUses(object.spec, self);
    case 'Ingress':
      return objectsAt(object.spec, 'spec', 'tls').flatMap((tls) =>
        named(tls, 'secretName', `used for TLS by ${self}`),
      );
    case 'Gateway':
      return objectsAt(object.spec, 'spec', 'listeners').flatMap((listener) => {
        const use = `used for TLS by ${self} listener ${textAt(listener, 'name') ?? ''}`;
        return itemsAt(listener, 'tls', 'certificateRefs')
          .filter((reference) => (fieldAt(reference, 'kind') ?? 'Secret') === 'Secret')
          .flatMap((reference) => {
            const namespace = textAt(reference, 'namespace');
            return named(objectAt(reference), 'name', use).map((one) => ({ ...one, ...(namespace && { namespace }) }));
          });
      });
    default:
      return [];
  }
}

function named(reference: JsonObject | undefined, field: string, use: string): readonly Use[] {
  const name = textAt(reference, field);
  if (name === undefined) return [];
  return [{ name, use: fieldAt(reference, 'optional') === true ? `${use} (optional)` : use }];
}
