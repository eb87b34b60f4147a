export interface AptPackagesProps {
  /** The public key of the repository, in armour: https://pkgs.k8s.io/core:/stable:/v1.36/deb/Release.key */
  readonly key: string;
  /** @default - the repository of the minor at pkgs.k8s.io */
  readonly uri?: string;
  /** What the packages' versions end with, after the release of Kubernetes. @default '1.1' */
  readonly revision?: string;
}

/** Where kubeadm, kubelet and kubectl come from. */
export class KubernetesPackages {
  /** The projects' own files, through the artifact mirrors of the pools. On every operating system. */
  static artifacts(): KubernetesPackages {
    return new KubernetesPackages(undefined);
  }

  /** Packages of the project's repository, held at their version. On Debian and Ubuntu. */
  static apt(props: AptPackagesProps): KubernetesPackages {
    return new KubernetesPackages(props);
  }

  readonly apt: AptPackagesProps | undefined;

  private constructor(apt: AptPackagesProps | undefined) {
    this.apt = apt;
  }
}
