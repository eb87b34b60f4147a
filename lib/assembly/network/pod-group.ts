import type { JsonObject, Protocol } from '../../core';
import type { ResourceId } from '../model/identity';
import type { ObjectResource } from '../model/object';
import type { Labels } from './label-selector';

/** What a container is to its pod; a `sidecar` is an init container that keeps running. */
export type ContainerRole = 'container' | 'sidecar' | 'init container';

/** A port that a container declares. */
export interface DeclaredPort {
  /** Absent where only a component tells of the port, because an operator makes the pods. */
  readonly container?: string;
  readonly role: ContainerRole;
  readonly name?: string;
  readonly number: number;
  readonly protocol: Protocol;
  /** The port of the node that leads here. */
  readonly hostPort?: number;
}

/** Pods that are alike: policies select all of them or none. */
export interface PodGroup {
  /** The object that carries the pods, or the component whose operator makes them. */
  readonly id: ResourceId;
  /** How reviewers call it: `shop/cart`. Unique in the environment. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly ports: readonly DeclaredPort[];
  /** Such pods have the address of their node, and policies pass over them. */
  readonly hostNetwork: boolean;
}

/** An object of the environment that carries pods. */
export interface Workload extends PodGroup {
  readonly podSpec: JsonObject;
  readonly object: ObjectResource;
}
