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
  static localPath(): Storage {
    return new Storage('local-path');
  }

  /** No volumes but those that somebody else provides. */
  static none(): Storage {
    return new Storage('none');
  }

  readonly kind: 'local-volumes' | 'local-path' | 'none';

  private constructor(kind: Storage['kind']) {
    this.kind = kind;
  }
}
