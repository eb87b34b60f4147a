import type { Assembly, ResourceId, ResourceKind } from '../assembly';
import { resourceDigest } from './canonical';

/** One resource that differs between two assemblies. */
export interface ResourceChange {
  readonly id: ResourceId;
  readonly kind: ResourceKind;
  readonly operation: 'create' | 'update' | 'remove';
}

/** What differs, by identity and content, sorted by identity; everything is new where there is nothing to start from. */
export function compareAssemblies(from: Assembly | undefined, to: Assembly): readonly ResourceChange[] {
  const before = from?.resources ?? {};
  const ids = [...new Set([...Object.keys(before), ...Object.keys(to.resources)])].sort();
  return ids.flatMap((id): ResourceChange[] => {
    const [old, now] = [before[id], to.resources[id]];
    if (!now) return old ? [{ id, kind: old.kind, operation: 'remove' }] : [];
    if (!old) return [{ id, kind: now.kind, operation: 'create' }];
    return resourceDigest(old) === resourceDigest(now) ? [] : [{ id, kind: now.kind, operation: 'update' }];
  });
}
