import type { ComponentResource, ObjectResource } from '../../assembly';

/** Whether an object is deleted and made again where it cannot be changed, because its component says that it runs again. */
export function isReplaced({ owner, spec }: ObjectResource, components: readonly ComponentResource[]): boolean {
  const again = components.filter(({ spec: { procedures } }) => procedures.update === 'replace-object');
  return spec.kind === 'Job' && again.some((component) => component.owner === owner);
}
