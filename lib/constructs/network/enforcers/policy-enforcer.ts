import type { PolicyEnforcer as EnforcerName } from '../../../assembly';

/** Images of an enforcer by digest, where somebody has them. */
export interface PolicyEnforcerProps {
  /** The image, `registry.example.com/kube-router@sha256:...`. @default - upstream's, by the tag of its release */
  readonly image?: string;
}

/** What enforces network policies: flannel itself does not. */
export class PolicyEnforcer {
  /** kube-router as a firewall alone, by iptables. */
  static kubeRouter({ image }: PolicyEnforcerProps = {}): PolicyEnforcer {
    return new PolicyEnforcer('kube-router', image);
  }

  /** kube-network-policies of the Kubernetes project, by nftables and queues of the kernel. */
  static kubeNetworkPolicies({ image }: PolicyEnforcerProps = {}): PolicyEnforcer {
    return new PolicyEnforcer('kube-network-policies', image);
  }

  /** Nobody: every pod reaches every other, whatever policies say, which is the finding `api-without-controller`. */
  static none(): PolicyEnforcer {
    return new PolicyEnforcer('none', undefined);
  }

  readonly name: Extract<EnforcerName, 'kube-router' | 'kube-network-policies' | 'none'>;
  readonly image: string | undefined;

  private constructor(name: PolicyEnforcer['name'], image: string | undefined) {
    this.name = name;
    this.image = image;
  }
}
