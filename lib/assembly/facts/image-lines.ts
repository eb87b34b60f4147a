import { type Json, objectsAt, textAt } from '../../core';
import { isJsonObject } from '../../core';
import { resourcesOf, type Assembly } from '../model/assembly';
import type { ComponentResource } from '../model/component';
import { apiGroup, identityParts } from '../model/identity';
import type { ObjectResource } from '../model/object';
import { containersOf, workloadsOf, type Workload } from '../network';
import { imageReference, imageText } from './image-reference';

export const imagesHead: readonly string[] = [
  'Every image that runs, and who runs it. Without a digest, what a tag means can change without a change here.',
];

/** One line for each image and container. */
export function imageLines(assembly: Assembly): readonly string[] {
  const custom = resourcesOf(assembly, 'object').filter(isCustom);
  return [
    ...workloadsOf(assembly).flatMap(workloadImages),
    ...custom.flatMap(customImages),
    ...resourcesOf(assembly, 'component').flatMap(componentImages),
  ];
}

function workloadImages({ name, podSpec }: Workload): readonly string[] {
  const run = containersOf(podSpec).map((container) => {
    return line(textAt(container.spec, 'image'), `${name} ${container.role} ${container.name}`);
  });
  // A volume may be an image, too: https://kubernetes.io/docs/concepts/storage/volumes/#image
  const mounted = objectsAt(podSpec, 'volumes').map((volume) => {
    return line(textAt(volume, 'image', 'reference'), `${name} volume ${textAt(volume, 'name') ?? ''}`);
  });
  return [...run, ...mounted].flat();
}

function componentImages({ id, stack, spec }: ComponentResource): readonly string[] {
  const user = `${stack}/${identityParts(id).name}`;
  return (spec.images ?? []).flatMap(({ image, use }) => line(image, `${user} ${use}`));
}

/** Operators make pods from custom objects: the fields in which these name images are called so by convention. */
function customImages(object: ObjectResource): readonly string[] {
  const { kind, metadata } = object.spec;
  const user = `${object.stack}/${metadata.name} ${kind}`;
  return imageFields(object.spec['spec'], 'spec').flatMap(({ field, image }) => line(image, `${user} ${field}`));
}

function imageFields(value: Json | undefined, path: string): readonly { field: string; image: string }[] {
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((item, index) => imageFields(item, `${path}[${String(index)}]`));
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const field = `${path}.${key}`;
    const isImage = (key === 'image' || key === 'imageName') && typeof member === 'string' && member !== '';
    return isImage ? [{ field, image: member }] : imageFields(member, field);
  });
}

/** Kinds of Kubernetes' own and of its sister projects name images in pods only. */
function isCustom({ spec }: ObjectResource): boolean {
  const group = apiGroup(spec.apiVersion);
  return group.includes('.') && !group.endsWith('.k8s.io');
}

function line(image: string | undefined, user: string): readonly string[] {
  if (image === undefined) return [];
  const reference = imageReference(image);
  const { tag, digest } = reference;
  const lacks = [
    ...(tag === undefined && digest === undefined ? ['no tag'] : []),
    ...(digest === undefined ? ['no digest'] : []),
  ];
  return [`${imageText(reference)} ${user}${lacks.length > 0 ? ` (${lacks.join(', ')})` : ''}`];
}
