import { nearestName, type Report } from '../../../core';
import { configurationFieldUnknown } from '../findings';
import { fieldsOf, type ConfigurationFields } from './configuration-fields';
import type { ConfigurationPatches } from './configuration-patches';

/** Fields of patches that a minor does not have: kubeadm refuses them, and a kubelet passes over them. */
export function patchProblems(
  patches: ConfigurationPatches,
  fields: ConfigurationFields,
  minor: string,
): readonly Report[] {
  const known = fieldsOf(fields, minor);
  return patches.all
    .flatMap(({ patch }) => Object.keys(patch))
    .filter((name) => !known.includes(name))
    .map((name) => {
      const since = fields.since[name];
      const nearest = nearestName(name, known);
      const when = since === undefined ? '' : ` before ${since}`;
      const remove = since === undefined ? 'Remove it.' : `Remove it, or use ${since}.`;
      return {
        kind: configurationFieldUnknown,
        detail: `The field "${name}" is patched; the ${fields.kind} of Kubernetes ${minor} has no such field${when}.`,
        fix: nearest === undefined || since !== undefined ? remove : `Did you mean "${nearest}"?`,
      };
    });
}
