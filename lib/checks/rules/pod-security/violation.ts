import { fieldAt, objectAt, textAt } from '../../facts/fields';
import type { Container, Pod } from '../../facts/pods';
import type { Json, JsonObject } from '../../../core';

/** One field that a level forbids. */
export interface Violation {
  /** As in a manifest: `containers["main"].securityContext.privileged`. */
  readonly field: string;
  /** `is true`, `is not set` */
  readonly is: string;
  /** What to write: `remove it`, `write false` */
  readonly fix: string;
}

/** One control of the Pod Security Standards. */
export interface Control {
  /** In the standards' words. */
  readonly name: string;
  /** Controls of baseline hold for restricted as well, unless a stricter one takes their place. */
  readonly level: 'baseline' | 'restricted';
  /** The name of the weaker control whose place this one takes. */
  readonly replaces?: string;
  /** `minor` is the version of the standards that is enforced: 36 of 1.36. */
  readonly violations: (pod: Pod, minor: number) => readonly Violation[];
}

/** The pod and its containers, wherever a security context may stand. */
export interface Holder {
  readonly field: string;
  readonly context: JsonObject | undefined;
  readonly isPod: boolean;
}

export function holdersOf({ spec, containers }: Pod): readonly Holder[] {
  const pod = { field: 'securityContext', context: objectAt(spec, 'securityContext'), isPod: true };
  return [pod, ...containers.map(contextOf)];
}

export function contextOf({ spec, field }: Container): Holder {
  return { field: `${field}.securityContext`, context: objectAt(spec, 'securityContext'), isPod: false };
}

/** `is "Unconfined"`, `is not set` */
export function isText(value: Json | undefined): string {
  return value === undefined || value === null ? 'is not set' : `is ${JSON.stringify(value)}`;
}

/** Pods of Windows have none of the fields that only Linux knows. */
export function isWindows({ spec }: Pod): boolean {
  return textAt(spec, 'os', 'name') === 'windows';
}

/** In a user namespace root is not the node's root: what the standards relax from 1.35 on. */
export function isInUserNamespace({ spec }: Pod, minor: number): boolean {
  return minor >= 35 && fieldAt(spec, 'hostUsers') === false;
}
