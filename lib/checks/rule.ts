import type { Assembly, ClusterFacts, ResourceId, Tier } from '../assembly';
import type { FindingKind } from '../core';
import type { DeclaredSecret } from './facts/declared-secrets';
import type { Objects } from './facts/objects';
import type { PodSelection } from './facts/pod-selection';
import type { Pod } from './facts/pods';
import type { Scales } from './facts/scales';

/** What a rule knows and how it speaks. */
export interface RuleContext {
  readonly assembly: Assembly;
  readonly tier: Tier;
  /** Absent in an environment without a cluster: then nothing is compared with one. */
  readonly cluster: ClusterFacts | undefined;
  /** The resource that it is; absent where it is another environment's. */
  readonly clusterId: ResourceId | undefined;
  /** How messages call it: `cluster "kubernetes" (stacks/main.ts:12)`. */
  readonly clusterTitle: string;
  readonly objects: Objects;
  /** The pods that objects of the environment carry, sorted by identity. */
  readonly pods: readonly Pod[];
  /** Finds pods by label, also those that operators make. */
  readonly selection: PodSelection;
  readonly scales: Scales;
  /** Secrets that the environment declares or has made, by `<namespace>/<name>`. */
  readonly secrets: ReadonlyMap<string, DeclaredSecret>;
  /** Reports a finding about a resource; about the environment as a whole where there is none. */
  readonly report: (kind: FindingKind, id: ResourceId | undefined, detail: string, fix: string) => void;
  /** `"shop/cart" (stacks/shop.ts:31)`, or `"shop/cart"` where only dist/ is known. */
  readonly where: (id: ResourceId) => string;
  /** The same with the kind of an object before it: `Deployment "shop/cart" (stacks/shop.ts:31)`. */
  readonly title: (id: ResourceId) => string;
}

/** Rules over one subject, with the codes that they report. */
export interface Rule {
  readonly kinds: readonly FindingKind[];
  /** Pure: reads the context and reports. */
  readonly check: (context: RuleContext) => void;
}
