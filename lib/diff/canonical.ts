import { shortDigest } from '../core';
import type { Assembly, Resource } from '../assembly';

/** What a resource says, whatever order its keys were written in. Its owner and the name it had before are no part of that. */
export function resourceDigest({ kind, spec }: Resource): string {
  return shortDigest(canonical([kind, spec]));
}

/** What an environment is made of: two with one digest are the same to whoever applies them. */
export function assemblyDigest({ environment, resources, edges }: Assembly): string {
  const lines = Object.keys(resources)
    .sort()
    .map((id) => canonical([id, resources[id]?.owner ?? '', resources[id]?.kind ?? '', resources[id]?.spec ?? null]));
  return shortDigest([canonical(environment), ...lines, ...edges.map(canonical).sort()].join('\n'));
}

/** JSON with sorted keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
