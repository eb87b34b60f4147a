import type { EarlyPods, ResourceId, RunAction } from '../../assembly';
import type { InventoryEntry } from './inventory';

/** A unit of systemd is moved. */
interface UnitAction {
  readonly kind: 'start' | 'stop' | 'restart' | 'reload' | 'enable' | 'disable' | 'mask';
  readonly unit: string;
}

/** One move. Plain data: the renderer makes a fixed command of it, and nothing is computed where it runs. */
export type Action =
  /** Brings users, files and units that the host lacks or has otherwise; what is the same is not touched. */
  | { readonly kind: 'deliver'; readonly resources: readonly ResourceId[] }
  /** Brings into effect what `deliver` changed under a unit that ran already, as the resources' effects say; each once. */
  | { readonly kind: 'effects'; readonly resources: readonly ResourceId[] }
  | UnitAction
  | { readonly kind: 'daemon-reload' | 'drain' | 'uncordon' | 'reboot' }
  | RunAction
  /** Keys that the host lacks are made on it; requests for their certificates go to the control node. */
  | { readonly kind: 'request-certificates'; readonly certificates: readonly ResourceId[] }
  /** Signs the requests of hosts; makes an authority that exists nowhere yet. */
  | {
      readonly kind: 'sign-certificates';
      readonly authorities: readonly ResourceId[];
      readonly requests: readonly CertificateRequests[];
    }
  | { readonly kind: 'install-certificates'; readonly certificates: readonly ResourceId[] }
  /** Sends secret files that hosts share to the control node's memory, those that are there. */
  | { readonly kind: 'offer-secrets'; readonly secrets: readonly ResourceId[] }
  /** Takes what hosts offer, or makes what none has; refuses two that differ. */
  | { readonly kind: 'settle-secrets'; readonly secrets: readonly ResourceId[]; readonly from: readonly string[] }
  /** Fills a template with what commands on this host print. */
  | { readonly kind: 'issue-secret'; readonly secret: ResourceId }
  /** Writes secret files that the host lacks; one that differs is never overwritten. */
  | { readonly kind: 'install-secrets'; readonly secrets: readonly ResourceId[]; readonly replace: boolean }
  /** Takes secret files that people give from their folder on the control node. */
  | { readonly kind: 'take-secrets'; readonly secrets: readonly ResourceId[] }
  /** Makes the machines of the environment, with the engine that makes machines. */
  | { readonly kind: 'make-machines' }
  /** The credentials of an administrator, from the first control host that has them. */
  | { readonly kind: 'fetch-kubeconfig'; readonly path: string }
  /** Secrets of the cluster that nobody else makes; what is there is kept. */
  | { readonly kind: 'make-secret-objects'; readonly secrets: readonly ResourceId[] }
  /** Deletes those that the API server would not change to what they are to be: they are applied anew. */
  | { readonly kind: 'clear-objects'; readonly objects: readonly ResourceId[] }
  | { readonly kind: 'apply-objects'; readonly objects: readonly ResourceId[] }
  /** Objects that were applied once and are declared no more, by name: never by a label or a guess. */
  | { readonly kind: 'delete-objects'; readonly objects: readonly InventoryEntry[] }
  /** Removes pods that share their node with another one: those that come in their place go elsewhere. */
  | { readonly kind: 'spread-pods'; readonly pods: EarlyPods }
  /** What this plan brings is written down before the first object: what a later plan may remove. */
  | { readonly kind: 'record-intent'; readonly inventory: readonly InventoryEntry[] }
  /** What is deployed from now on. */
  | { readonly kind: 'record-deployed'; readonly inventory: readonly InventoryEntry[] };

/** The certificates that one host asks for. */
interface CertificateRequests {
  readonly host: string;
  readonly certificates: readonly ResourceId[];
}
