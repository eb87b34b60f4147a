import type { IConstruct } from 'constructs';
import type { BookedEdge, EdgeKind, FindingKind, Secret } from '../core';
import type { ComponentPods, ComponentSpec } from './model/component';
import type { Edge, LayerKind, ResourceKind, Resource, SpecOf, Tier } from './model/assembly';
import type { ResourceId } from './model/identity';
import type { ClusterFacts } from './model/kubernetes-cluster';
import type { NetworkFlowSpec } from './model/network-flow';
import type { Manifest } from './model/object';

/** The part of identity that a construct gives to everything below it. */
export interface Subject {
  readonly stack?: { readonly name: string; readonly namespace: string };
  /** The name of a component, unique in its stack. */
  readonly component?: string;
  /** The component's former name, when it was renamed. */
  readonly renamedFrom?: string;
}

/**
 * The trait by which a construct takes part in synthesis.
 *
 * First every construct is asked what it contributes; when all is known, every construct is asked what follows from it
 * (policies, grants). So the order of declaration never matters.
 */
export interface Contributor {
  readonly subject?: Subject;
  /** For components: the pods that policies select. */
  pods?(): ComponentPods | undefined;
  contribute?(into: Contribution): void;
  derive?(into: Contribution, known: Known): void;
}

/** What is known of an environment before its parts are asked. */
export interface EnvironmentContribution {
  readonly name: string;
  readonly tier: Tier;
  readonly cluster?: ClusterFacts;
  /** The environment that owns the cluster, where it is another one. */
  readonly tenantOf?: string;
}

/** What a construct can contribute. Its subject and owner are known from its place in the tree. */
export interface Contribution {
  environment(facts: EnvironmentContribution): void;
  cluster(facts: ClusterFacts): void;
  component(spec: ComponentSpec): void;
  /** An object that is no construct of its own, because it follows from others. */
  object(manifest: Manifest): void;
  secret(secret: Secret): void;
  flow(name: string, spec: NetworkFlowSpec): void;
  /**
   * A resource of a layer below Kubernetes. Names are unique by kind; what stands on hosts is called by `placedName`.
   *
   * Saying the same twice is fine (two components need one module of the kernel); saying something else is a finding.
   */
  resource<K extends LayerKind>(kind: K, name: string, spec: SpecOf<K>): ResourceId;
  /** A component besides the one that this construct is, such as one of several that a layer consists of. */
  part(name: string, spec: ComponentSpec): ResourceId;
  /** A relation between two resources that no output says. */
  edge(edge: Edge): void;
  /**
   * Resolves a release among those that Plinth knows, oldest first: the locked one, or else the newest. What was resolved is
   * recorded in the lock file and in `versions.txt`.
   */
  version(name: string, releases: readonly string[]): string;
  /** An escape hatch that was used, kept visible to reviewers. */
  deviation(code: string, reason: string): void;
  finding(kind: FindingKind, detail: string, fix: string): void;
}

/** A component as others see it during derivation. */
export interface KnownComponent {
  readonly id: ResourceId;
  readonly construct: IConstruct;
  readonly stack: string;
  readonly name: string;
  readonly spec: ComponentSpec;
}

/** An edge whose ends have been found. */
export interface KnownEdge {
  readonly kind: EdgeKind;
  readonly from: KnownComponent;
  readonly to: KnownComponent;
  readonly request: BookedEdge;
}

/** What is known when derivation begins. */
export interface Known {
  /** The component that a construct is or belongs to. */
  component(construct: IConstruct): KnownComponent | undefined;
  readonly edges: readonly KnownEdge[];
  edgesFrom(id: ResourceId): readonly KnownEdge[];
  edgesTo(id: ResourceId): readonly KnownEdge[];
  /** The resources of a kind that have been contributed; what others derive is not among them yet. */
  resourcesOf<K extends ResourceKind>(kind: K): readonly Extract<Resource, { kind: K }>[];
  /** The flows that begin or end at a component. */
  flowsAt(id: ResourceId): readonly NetworkFlowSpec[];
}

const contributor = Symbol.for('plinth.Contributor');

/** Gives a construct the trait. */
export function contributes(construct: IConstruct, implementation: Contributor): void {
  Object.defineProperty(construct, contributor, { value: implementation });
}

/** The trait of a construct, if it has it. Works across copies of Plinth, hence no instanceof. */
export function contributorOf(construct: IConstruct): Contributor | undefined {
  return (construct as { readonly [contributor]?: Contributor })[contributor];
}
