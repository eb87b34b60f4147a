import type { EarlyPods, ResourceId } from '../../assembly';
import type { InventoryEntry } from './inventory';

/** What tells that a step is done, or may begin. Asked where the step runs; it changes nothing. */
export type Probe =
  /** The host has these users, files and units with these bytes, owners and modes. */
  | { readonly kind: 'delivered'; readonly resources: readonly ResourceId[] }
  /** Nothing that `deliver` changed in them waits for its effect. */
  | { readonly kind: 'in-effect'; readonly resources: readonly ResourceId[] }
  /** Every unit is active. */
  | { readonly kind: 'units'; readonly units: readonly string[] }
  /** The command ends with 0. */
  | { readonly kind: 'command'; readonly command: readonly string[] }
  | { readonly kind: 'exists'; readonly path: string }
  /** The path is there, and the command that makes it did not stop half way. */
  | { readonly kind: 'made'; readonly path: string }
  /** The host is the declared one: its name, and what it was made as. */
  | { readonly kind: 'identity'; readonly host: string }
  /** At least so many MiB are free at the path. */
  | { readonly kind: 'space'; readonly path: string; readonly mebibytes: number }
  /** Keys and certificates are there, signed by their authority, for the declared names, and not about to end. */
  | { readonly kind: 'certificates'; readonly certificates: readonly ResourceId[] }
  | { readonly kind: 'secrets'; readonly secrets: readonly ResourceId[] }
  /** What the API server has is what is declared, by a dry run on the server. */
  | { readonly kind: 'objects'; readonly objects: readonly ResourceId[] }
  /** The API server knows these kinds, each by the name of its definition: what the environment itself does not bring. */
  | { readonly kind: 'definitions'; readonly names: readonly string[] }
  | { readonly kind: 'secret-objects'; readonly secrets: readonly ResourceId[] }
  /** Workloads run as declared, jobs are complete. */
  | { readonly kind: 'rollout' | 'complete'; readonly object: ResourceId }
  | { readonly kind: 'gone'; readonly objects: readonly InventoryEntry[] }
  /** Each fits already, or a key for it is there: what can be true before it is signed. */
  | { readonly kind: 'requested'; readonly certificates: readonly ResourceId[] }
  /** What the step gives has been made in this very run of it. */
  | { readonly kind: 'given' }
  /** Asked on a control host: these hosts are nodes of the cluster already. */
  | { readonly kind: 'joined'; readonly nodes: readonly string[] }
  | { readonly kind: 'nodes-ready'; readonly nodes: readonly string[] }
  /** The Deployment is rolled out, and its pods are on more than one node where there is more than one pod. */
  | { readonly kind: 'spread'; readonly pods: EarlyPods }
  /** Always holds: for what only collects. */
  | { readonly kind: 'none' }
  | { readonly kind: 'all'; readonly of: readonly Probe[] }
  | { readonly kind: 'any'; readonly of: readonly Probe[] };
