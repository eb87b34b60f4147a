import type { Pod } from '../../facts/pods';
import { fieldAt, type Json, type JsonObject, objectAt, textAt } from '../../../core';

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
  readonly violations: (pod: JudgedPod, minor: number) => readonly Violation[];
}

/** A pod with all places where a security context may stand, which nearly every control asks. */
export interface JudgedPod extends Pod {
  /** Of the pod itself, then of its containers. */
  readonly holders: readonly Holder[];
  /** Of its containers alone. */
  readonly contexts: readonly Holder[];
}

/** The pod and its containers, wherever a security context may stand. */
interface Holder {
  readonly field: string;
  readonly context: JsonObject | undefined;
  readonly isPod: boolean;
}

export function judgedPod(pod: Pod): JudgedPod {
  const own = { field: 'securityContext', context: objectAt(pod.spec, 'securityContext'), isPod: true };
  const contexts = pod.containers.map(({ spec, field }) => {
    return { field: `${field}.securityContext`, context: objectAt(spec, 'securityContext'), isPod: false };
  });
  return { ...pod, holders: [own, ...contexts], contexts };
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
