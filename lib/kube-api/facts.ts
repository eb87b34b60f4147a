import type { Json } from '../core';

/** What a field holds. 'any' is free-form JSON; 'bytes' is base64; 'time' is a text as in RFC 3339. */
export type FieldType = ScalarType | 'object' | 'list' | 'map' | 'any';

export type ScalarType = 'string' | 'integer' | 'number' | 'boolean' | 'int-or-string' | 'quantity' | 'bytes' | 'time';

/** How server-side apply merges a list: as one value, as a set of scalars, or by the keys of its items. */
export type ListType = 'atomic' | 'set' | 'map';

/** A value of the API: that of a field, of a list's items or of a map's members. */
export interface ValueFacts {
  readonly type: FieldType;
  /** For 'object'. */
  readonly object?: TypeFacts | undefined;
  /** For 'list' and 'map': what they hold. */
  readonly of?: ValueFacts | undefined;
  /** For 'list', where upstream states it; the API server takes an unstated one as atomic. */
  readonly listType?: ListType | undefined;
  /** For lists of type 'map': the fields of an item that tell it from its neighbours. */
  readonly listMapKeys?: readonly string[] | undefined;
  /** The values of a closed set. */
  readonly enum?: readonly (string | number)[] | undefined;
}

export interface FieldFacts extends ValueFacts {
  readonly name: string;
  /** Place in upstream's order of declaration, from 0: the order in which Kubernetes objects are written. */
  readonly rank: number;
  readonly required: boolean;
  /**
   * What the schema says an absent field means.
   *
   * Only defaults that upstream declares as data. Most of them, such as the one replica of a Deployment, are Go code in
   * the API server and are not here.
   */
  readonly default?: Json | undefined;
}

/** A struct of the API, shared by all fields of its type. */
export interface TypeFacts {
  /** Group (its Go package), version and name: `core/v1.Container`. */
  readonly name: string;
  /** By name, in upstream's order of declaration. */
  readonly fields: ReadonlyMap<string, FieldFacts>;
  /** Names of the required fields. */
  readonly required: readonly string[];
}

/** Where an API stands between its introduction and its removal, seen from one minor. */
export interface DeprecationFacts {
  /** Minor in which it was deprecated. */
  readonly since: string;
  /** Minor that no longer serves it, where upstream has announced one. */
  readonly removedIn?: string | undefined;
  readonly replacement?: KindName | undefined;
}

export interface KindName {
  readonly apiVersion: string;
  readonly kind: string;
}

/** A kind of object that a cluster of one minor serves. */
export interface KindFacts extends KindName {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** Name of the resource in paths and RBAC rules: `deployments`. */
  readonly plural: string;
  readonly namespaced: boolean;
  readonly type: TypeFacts;
  /** False for alpha and beta versions that the API server serves only if told to with --runtime-config. */
  readonly enabledByDefault: boolean;
  /** Absent while the API is not deprecated in this minor. */
  readonly deprecated?: DeprecationFacts | undefined;
  readonly source: 'kubernetes' | 'gateway-api';
}

/** Why a kind that upstream knows is not served in a minor. */
export type RemovalFacts =
  | {
      readonly kind: 'removed';
      readonly removedIn: string;
      /** What to write instead, in an API version that this minor serves. */
      readonly replacement?: KindName | undefined;
    }
  | { readonly kind: 'not-yet'; readonly servedFrom: string; readonly replacement?: KindName | undefined };
