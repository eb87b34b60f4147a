/** Images of local-path-provisioner by digest, where somebody has them. */
export interface LocalPathImages {
  /** @default - upstream's, by the tag of its release */
  readonly image?: string;
  /** That of the pods that make and remove folders; it needs a shell. @default - the one that the provisioner is built with */
  readonly helperImage?: string;
}

/** Where claims get their volumes. */
export class Storage {
  /**
   * The volumes that pools declare: a PersistentVolume for each on each host, tied to that host, and nothing that makes more.
   *
   * The class is called `local`, and is the default one.
   */
  static localVolumes(): Storage {
    return new Storage('local-volumes');
  }

  /** local-path-provisioner: a folder on the host that a pod comes to, without a limit. The class is called `local-path`. */
  static localPath(images: LocalPathImages = {}): Storage {
    return new Storage('local-path', images);
  }

  /** No volumes but those that somebody else provides. */
  static none(): Storage {
    return new Storage('none');
  }

  readonly kind: 'local-volumes' | 'local-path' | 'none';
  readonly images: LocalPathImages;

  private constructor(kind: Storage['kind'], images: LocalPathImages = {}) {
    this.kind = kind;
    this.images = images;
  }
}
