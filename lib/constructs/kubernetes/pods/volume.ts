import { Size } from 'cdk8s';
import type { Secret } from '../../../core';

/** From where a volume can be mounted: one node, one pod, or several nodes. */
export type VolumeAccess = 'ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadOnlyMany' | 'ReadWriteMany';

/** Where a volume comes from. */
export type VolumeSource =
  | { readonly kind: 'empty'; readonly sizeLimit: Size; readonly inMemory: boolean }
  | { readonly kind: 'claim'; readonly name: string; readonly readOnly: boolean }
  | { readonly kind: 'persistent'; readonly size: Size; readonly class?: string; readonly access: VolumeAccess }
  | { readonly kind: 'secret'; readonly secret: Secret };

export interface EmptyVolumeProps {
  /** Above it the pod is evicted. @default Size.mebibytes(128) */
  readonly sizeLimit?: Size;
  /** Keeps it in memory, which counts towards the container's limit. @default false */
  readonly inMemory?: boolean;
}

export interface PersistentVolumeProps {
  /** The storage class. @default - the cluster's default class */
  readonly class?: string;
  /** @default 'ReadWriteOnce' */
  readonly access?: VolumeAccess;
}

/** Something that is mounted into a container, by the path at which it is seen. */
export class Volume {
  /** An empty directory that lives as long as the pod. */
  static empty(props: EmptyVolumeProps = {}): Volume {
    const { sizeLimit = Size.mebibytes(128), inMemory = false } = props;
    return new Volume({ kind: 'empty', sizeLimit, inMemory });
  }

  /** A PersistentVolumeClaim that is there already. */
  static claim(name: string, props: { readonly readOnly?: boolean } = {}): Volume {
    return new Volume({ kind: 'claim', name, readOnly: props.readOnly ?? false });
  }

  /** A new PersistentVolumeClaim, `<component>-<path>`. Its data stay when pods are replaced. */
  static persistent(size: Size, props: PersistentVolumeProps = {}): Volume {
    const { class: storageClass, access = 'ReadWriteOnce' } = props;
    return new Volume({ kind: 'persistent', size, ...(storageClass !== undefined && { class: storageClass }), access });
  }

  /** All keys of a secret as files, which are refreshed when it changes. */
  static secret(secret: Secret): Volume {
    return new Volume({ kind: 'secret', secret });
  }

  readonly source: VolumeSource;

  private constructor(source: VolumeSource) {
    this.source = source;
  }
}
