import type { HostPlace } from './host-place';
import type { ResourceBase } from './resource-base';

/** A file of an artifact and where it goes; `from` is its path in the archive, absent where the artifact is the file itself. */
export interface InstalledFile {
  readonly from?: string;
  readonly to: string;
  /** Four octal digits. */
  readonly mode: string;
}

/** Where a package comes from. */
export type PackageSource =
  /** The distribution's package manager; `repository` is the name of a source that the host configures. */
  | { readonly kind: 'apt'; readonly repository?: string; readonly hold: boolean }
  /** An image that systemd-sysext merges into /usr. */
  | { readonly kind: 'sysext'; readonly url: string; readonly sha256?: string }
  /** A file or archive of an artifact mirror. Without a digest whoever controls the mirror controls the hosts. */
  | {
      readonly kind: 'artifact';
      readonly url: string;
      readonly sha256?: string;
      /** Where the digest was taken from. */
      readonly digestSource?: string;
      readonly install: readonly InstalledFile[];
    }
  /** A package that rpm-ostree adds to the system's image. */
  | { readonly kind: 'rpm-ostree' }
  /** A container that Quadlet runs. */
  | { readonly kind: 'image'; readonly image: string };

/** The unit that brings packages of the distribution; a first boot starts it before whatever they bring. */
export const packagesUnit = 'plinth-packages.service';

/** Software that hosts get. */
export interface PackageSpec {
  readonly on: HostPlace;
  readonly name: string;
  /** Absent where the distribution decides. */
  readonly version?: string;
  readonly source: PackageSource;
}

export type PackageResource = ResourceBase<'package', PackageSpec>;
