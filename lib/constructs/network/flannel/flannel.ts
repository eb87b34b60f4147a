import { Construct } from 'constructs';
import {
  contributes,
  hostStack,
  plinthId,
  type Contribution,
  type FlannelSpec,
  type ResourceId,
} from '../../../assembly';
import { acknowledge, captureProvenance, report } from '../../../core';
import { environmentOf, type AddOn } from '../../base';
import { refuseEnded } from '../../hosts';
import { AddressPlan } from '../address-plan';
import { addEnforcement, contributeEnforcement } from '../enforcers/enforcement';
import type { PolicyEnforcer } from '../enforcers/policy-enforcer';
import { networkUnused } from '../findings';
import type { NetworkAttachment } from '../network-attachment';
import { addFlannelAddOn } from './add-on';
import { contributeHosts } from './contribute-hosts';
import { contributeFlanneld } from './contribute-flanneld';
import { networkComponent } from './component';
import { choicesOf, flannelProblems, type FlannelChoices } from './problems';
import type { FlannelProps } from './props';
import { flannelSpec } from './spec';
import { flannelReleases, newestFlannel } from './versions';

/** The network between pods of different hosts, by flannel, and what enforces policies in it. */
export class Flannel extends Construct {
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

  readonly addresses: AddressPlan;
  /** What enforces network policies. */
  readonly enforcer: PolicyEnforcer;
  readonly #choices: FlannelChoices;
  readonly #props: FlannelProps;
  /** flannel in Kubernetes; undefined where it runs on hosts. */
  readonly #addOn: AddOn | undefined;
  #attached: NetworkAttachment | undefined;
  #release = newestFlannel.release;

  constructor(scope: Construct, id: string, props: FlannelProps) {
    super(scope, id);
    captureProvenance(this);
    const { choices, problems } = choicesOf(props);
    this.addresses = new AddressPlan(props);
    this.enforcer = choices.enforcer;
    this.#choices = choices;
    this.#props = props;
    for (const { kind, detail, fix } of [
      ...problems,
      ...this.addresses.problems(),
      ...flannelProblems(props, choices),
    ]) {
      report(this, kind, detail, fix);
    }
    const environment = environmentOf(this);
    const attached = (): NetworkAttachment | undefined => this.#attached;
    addEnforcement(environment, { enforcer: this.enforcer, services: props.services, attached });
    if (!choices.datastore.etcd) {
      this.#addOn = addFlannelAddOn(environment, {
        ...{ attached, spec: () => this.#spec(), images: props.images ?? {} },
        hosts: this.#hostComponent,
      });
    }
    contributes(this, {
      subject: { stack: { name: hostStack, namespace: '' }, component: id },
      contribute: (into) => {
        this.contribute(into);
      },
    });
  }

  get name(): string {
    return this.node.id;
  }

  /** Whether Kubernetes' controller manager must give each node its part of the range; otherwise flannel does, from etcd. */
  get allocatesNodeRanges(): boolean {
    return this.#addOn !== undefined;
  }

  /** The component that makes the network: in the cluster, or on hosts. Draw `needs` to it. */
  get component(): ResourceId {
    return this.#addOn?.component ?? this.#hostComponent;
  }

  /**
   * Called by the cluster whose network it is, while the program is being made.
   *
   * It draws the edges between the network and the control plane: flannel in Kubernetes needs it, and it needs flannel on hosts.
   */
  attach(cluster: NetworkAttachment): this {
    this.#attached = cluster;
    const { backend, datastore } = this.#choices;
    // A cloud drops what a port sends from addresses that are not its own.
    if (backend.spec.kind === 'host-gw') for (const pool of cluster.pools) pool.allowAddress(this.addresses.pods);
    if (datastore.etcd) {
      const [writer] = datastore.etcd.cluster.props.hosts.hosts;
      datastore.etcd.cluster.allowClients(
        'flannel',
        ...cluster.pools,
        ...(writer ? [{ hosts: [writer], pools: [] }] : []),
      );
    }
    return this;
  }

  /** Accepts a finding here, by code and with a reason that reviewers will read. */
  acknowledge(code: string, reason: string): void {
    acknowledge(this, code, reason);
  }

  get #hostComponent(): ResourceId {
    return plinthId(hostStack, 'component', this.name);
  }

  #spec(): FlannelSpec | undefined {
    if (!this.#attached || this.#attached.pools.length === 0) return undefined;
    const { mtu } = this.#props;
    return flannelSpec(this.addresses, this.#choices, this.#attached, { release: this.#release, mtu });
  }

  private contribute(into: Contribution): void {
    const attached = this.#attached;
    this.#release = into.version(
      'flannel',
      flannelReleases.map(({ release }) => release),
    );
    const spec = this.#spec();
    if (!attached || !spec) {
      into.finding(
        networkUnused,
        `No hosts of a cluster are in the network "${this.name}".`,
        'Pass it to the cluster, new KubernetesCluster(this, ..., { network, ... }), or remove it.',
      );
      return;
    }
    const { pools, virtual = {}, controlPlane } = attached;
    const subnets = pools.map(({ props }) => props.subnet);
    into.resource('address-plan', this.name, this.addresses.spec(subnets, virtual));
    into.resource('flannel', this.name, spec);
    contributeHosts(into, spec, pools);
    contributeEnforcement(into, this.enforcer, attached);
    const { etcd } = this.#choices.datastore;
    into.component(networkComponent(pools, etcd ? ['flanneld.service'] : []));
    for (const pool of pools) into.edge({ kind: 'needs', from: this.#hostComponent, to: pool.component });
    if (!etcd) return;
    contributeFlanneld(into, { name: this.name, spec, pools, store: etcd.cluster });
    into.edge({ kind: 'needs', from: controlPlane, to: this.#hostComponent });
  }
}
