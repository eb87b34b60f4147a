import type { KubernetesMinor } from './minor';

/** The facts of one minor, as tools/kube-api writes them. */
export interface MinorData {
  /** The patch release that was read, such as `v1.36.4`. */
  readonly patch: string;
  readonly kinds: readonly KindData[];
  readonly types: TypesData;
}

export interface KindData {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  /** Key in `types`. */
  readonly type: string;
  /** False when an API server serves the version only if told to; absent otherwise. */
  readonly enabled?: boolean;
}

/** Type name, then field name, then field text; in upstream's order of declaration. See field-text.ts for the texts. */
export type TypesData = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Minors in the life of an API kind; `replacement` as in `policy/v1 PodDisruptionBudget`. */
export interface LifecycleData {
  readonly introduced: string;
  readonly deprecated?: string;
  /** The minor that no longer serves it; may lie in the future. */
  readonly removed?: string;
  readonly replacement?: string;
}

/** `<apiVersion> <Kind>` to its life, for every kind that upstream's sources of several minors know. */
export type LifecyclesData = Readonly<Record<string, LifecycleData>>;

/** The Gateway API: kinds, types and the CRD files that bring them. */
export interface GatewayApiData {
  /** The tag that was read, such as `v1.6.3`. */
  readonly version: string;
  readonly crds: readonly CrdData[];
  readonly kinds: readonly KindData[];
  readonly types: TypesData;
}

export interface CrdData {
  readonly name: string;
  readonly kind: string;
  /** Path in the repository. */
  readonly path: string;
  readonly sha256: string;
}

// `require` inside a function, because a program asks for one minor of three and each costs milliseconds to parse. The
// types make the compiler check the shape of the data and emit the files beside the code, which a bare `require` does not.
/* eslint-disable @typescript-eslint/no-require-imports */
const minors: Readonly<Record<KubernetesMinor, () => MinorData>> = {
  '1.34': () => require('./data/kubernetes-1.34.json') as typeof import('./data/kubernetes-1.34.json'),
  '1.35': () => require('./data/kubernetes-1.35.json') as typeof import('./data/kubernetes-1.35.json'),
  '1.36': () => require('./data/kubernetes-1.36.json') as typeof import('./data/kubernetes-1.36.json'),
};

export function minorData(minor: KubernetesMinor): MinorData {
  return minors[minor]();
}

export function lifecyclesData(): LifecyclesData {
  return (require('./data/lifecycles.json') as typeof import('./data/lifecycles.json')).kinds;
}

export function gatewayApiData(): GatewayApiData {
  return require('./data/gateway-api.json') as typeof import('./data/gateway-api.json');
}
