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
   * Absent where somebody gives the whole file, or a host makes it.
   */
  readonly template?: {
    readonly body: Body;
    readonly randomBytes: Readonly<Record<string, number>>;
    /** Values that hosts say: what a command prints, without the last line's end, on the first of the hosts where it succeeds. */
    readonly outputs?: Readonly<
      Record<string, { readonly on: readonly HostPlace[]; readonly command: readonly string[] }>
    >;
  };
  /**
   * Hosts that must all have the same file. Where one of them has it already it is copied from there, and never made anew; without
   * a template the first of them makes it by itself.
   */
  readonly sharedBy?: readonly HostPlace[];
  readonly effect: Effect;
}

export type HostSecretResource = ResourceBase<'host-secret', HostSecretSpec>;
