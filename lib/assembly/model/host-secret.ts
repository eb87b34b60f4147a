import type { SecretMaker } from '../../core';
import type { Body } from './body';
import type { Effect } from './file';
import type { HostPlace } from './host-place';
import type { ResourceBase } from './resource-base';

/** A file on hosts whose bytes are secret: apply brings it, and units that need it wait for it. */
export interface HostSecretSpec {
  readonly on: HostPlace;
  readonly path: string;
  readonly mode: string;
  readonly user: string;
  readonly group: string;
  readonly maker: SecretMaker;
  /** What it is, for whoever has to bring it: `user and password of registry.example.com`. */
  readonly purpose: string;
  /**
   * For what is made at apply: the file with `${name}` where a made value stands, and how many random bytes in base64 each has.
   *
   * Absent where somebody gives the whole file.
   */
  readonly template?: { readonly body: Body; readonly randomBytes: Readonly<Record<string, number>> };
  readonly effect: Effect;
}

export type HostSecretResource = ResourceBase<'host-secret', HostSecretSpec>;
