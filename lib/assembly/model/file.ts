import type { Body } from './body';
import type { HostPlace } from './host-place';
import type { ResourceBase } from './resource-base';

/**
 * When a host gets something: `boot` is what a new machine needs to be reached (disks, first user and key, network);
 * `config` is everything else, and all data about peers. A difference in `config` is brought in place and never re-provisions.
 */
export type Stage = 'boot' | 'config';

/** What must happen on a host before a change of something on it is in effect. */
export type Effect =
  /** It is read anew each time that it is used. */
  | { readonly kind: 'none' }
  /** A unit that does not run is started: what systemd calls reload-or-restart. */
  | { readonly kind: 'reload' | 'restart'; readonly unit: string }
  | { readonly kind: 'run'; readonly command: readonly string[] }
  | { readonly kind: 'reboot' }
  /** Only a machine's first boot reads it. */
  | { readonly kind: 'replace-host' };

/** A file on hosts. Its content stands in `hosts/<pool>/files/<path>`, or below `hosts/<pool>/<host>/` where it is one host's. */
export interface FileSpec {
  readonly on: HostPlace;
  /** Absolute. */
  readonly path: string;
  /** Four octal digits, `0644`. */
  readonly mode: string;
  readonly user: string;
  readonly group: string;
  readonly body: Body;
  readonly stage: Stage;
  readonly effect: Effect;
}

export type FileResource = ResourceBase<'file', FileSpec>;
