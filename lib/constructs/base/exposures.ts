import type { IConstruct } from 'constructs';
import type { Secret } from '../../core';
import type { Cluster } from './cluster';
import type { Component } from './component';

/** Something that the world reaches by a host name and a path, in whatever environment of a cluster. */
export interface Exposed {
  readonly component: Component;
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly path: string;
  /** The listener of the cluster's gateway that it attaches to. */
  readonly listener: string;
  /** The certificate that the gateway shows, in the component's namespace. */
  readonly certificate?: Secret;
  /** The port of every node that leads to it, for load balancers outside the cluster's network. */
  readonly nodePort: number;
  /** Whether its pods speak HTTP/2 without encryption, as gRPC does. */
  readonly speaksH2c: boolean;
}

/** By the root of the tree: the environments of a program may share a cluster. */
const exposures = new WeakMap<IConstruct, Exposed[]>();

/** Remembers where a component is exposed, for the whole program. */
export function rememberExposed(exposed: Exposed): void {
  const { root } = exposed.component.node;
  const known = exposures.get(root) ?? [];
  known.push(exposed);
  exposures.set(root, known);
}

/** Everything that is exposed in a cluster by its own environment and its tenants, in the order of declaration. */
export function exposuresIn(cluster: Cluster): readonly Exposed[] {
  const all = exposures.get(cluster.node.root) ?? [];
  return all.filter(({ component }) => component.stack.environment.tryCluster === cluster);
}
