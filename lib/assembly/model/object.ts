import type { JsonObject } from '../../core';
import type { ResourceBase } from './resource-base';

/** A Kubernetes object as it is applied, keys in the order in which Kubernetes declares them. */
export interface Manifest extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ManifestMetadata;
}

/** The part of an object's metadata that every object of ours has. */
export interface ManifestMetadata extends JsonObject {
  readonly name: string;
}

/** A Kubernetes object. Its file is `manifests/<stack>/<name>.<kind>[.<group>].yaml`. */
export type ObjectResource = ResourceBase<'object', Manifest>;
