import { Construct } from 'constructs';
import { captureProvenance } from '../../core';
import { refuseEnded } from '../hosts';
import { AddressPlan } from './address-plan';
import type { FlannelProps } from './flannel-props';
import type { NetworkAttachment } from './network-attachment';
import { PolicyEnforcer } from './policy-enforcer';

/** The network between pods of different hosts, by flannel. */
export class Flannel extends Construct {
  readonly addresses: AddressPlan;
  readonly enforcer: PolicyEnforcer;
  /** Whether Kubernetes' controller manager gives each node its part of the range; otherwise flannel does, from etcd. */
  readonly allocatesNodeRanges: boolean;
  #attached: NetworkAttachment | undefined;

  /** @throws PlinthError `system-ended` */
  static weave(): never {
    return refuseEnded('weave');
  }

  /** @throws PlinthError `system-ended` */
  static pipework(): never {
    return refuseEnded('pipework');
  }

  /** @throws PlinthError `system-ended` */
  static socketPlane(): never {
    return refuseEnded('socketPlane');
  }

  constructor(scope: Construct, id: string, props: FlannelProps) {
    super(scope, id);
    captureProvenance(this);
    this.addresses = new AddressPlan(props);
    this.enforcer = props.enforcer ?? PolicyEnforcer.kubeRouter();
    this.allocatesNodeRanges = props.datastore?.etcd === undefined;
  }

  get name(): string {
    return this.node.id;
  }

  /** Called by the cluster whose network it is. */
  attach(cluster: NetworkAttachment): this {
    this.#attached = cluster;
    return this;
  }

  get isAttached(): boolean {
    return this.#attached !== undefined;
  }
}
