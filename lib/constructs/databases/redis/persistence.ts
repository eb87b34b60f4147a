import type { Size } from 'cdk8s';

/** Whether what a cache holds outlives its pod. */
export class Persistence {
  /** It does not: a restart begins empty. */
  static none(): Persistence {
    return new Persistence(undefined, undefined);
  }

  /** Every write is appended to a file on a volume; a crash loses at most the last second. */
  static appendOnly(size: Size, options: { readonly storageClass?: string } = {}): Persistence {
    return new Persistence(size, options.storageClass);
  }

  readonly size: Size | undefined;
  readonly storageClass: string | undefined;

  private constructor(size: Size | undefined, storageClass: string | undefined) {
    this.size = size;
    this.storageClass = storageClass;
  }
}
