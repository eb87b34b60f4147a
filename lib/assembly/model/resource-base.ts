import type { ResourceId } from './identity';

/** What all resources have in common. */
export interface ResourceBase<K extends string, S> {
  readonly id: ResourceId;
  readonly kind: K;
  /** Who made it: `<stack>/<component>`, `<stack>`, or empty for the environment itself. Never a construct path. */
  readonly owner: string;
  /** The first part of the identity. */
  readonly stack: string;
  /** The identity that it had before, declared by its author. */
  readonly renamedFrom?: ResourceId;
  readonly spec: S;
}
