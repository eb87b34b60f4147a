import {
  objectId,
  plinthId,
  type ComponentPods,
  type ComponentSpec,
  type Contribution,
  type ResourceId,
} from '../../assembly';
import { dnsLabel } from '../../core';
import { Component } from './component';
import { KubernetesObject, type KubernetesObjectProps } from './kubernetes-object';
import type { Stack } from './stack';

export interface AddOnProps {
  /** Its workload in the group `apps`: when that is rolled out, the add-on is ready. */
  readonly workload: { readonly kind: 'DaemonSet' | 'Deployment'; readonly name: string };
  /** The labels by which the workload selects its pods. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Whether its pods have the network of their node: then no policy holds for them. @default false */
  readonly hostNetwork?: boolean;
  readonly disruption: () => ComponentSpec['disruption'];
  readonly ports?: ComponentSpec['ports'];
  /** Images of pods that it makes while it runs. @default - none */
  readonly images?: ComponentSpec['images'];
  /** Kinds that it must find, by the names of their definitions. @default - none */
  readonly watches?: ComponentSpec['watches'];
  /** What it adds besides its objects. @default - nothing */
  readonly contribute?: (into: Contribution) => void;
}

/** A part of the cluster itself that runs in it, such as flannel or metrics-server; it stands in a layer's stack. */
export class AddOn extends Component {
  readonly #props: AddOnProps;

  constructor(stack: Stack, name: string, props: AddOnProps) {
    super(stack, name, {}, dnsLabel);
    this.#props = props;
  }

  /** Its identity: draw `needs` from it and to it. */
  get component(): ResourceId {
    return plinthId(this.stack.node.id, 'component', this.name);
  }

  override get pods(): ComponentPods | undefined {
    const { podLabels, hostNetwork = false } = this.#props;
    return hostNetwork ? undefined : { namespace: this.stack.namespace, labels: podLabels };
  }

  /** Adds an object, by id its kind and name. */
  add(props: KubernetesObjectProps): KubernetesObject {
    return new KubernetesObject(this, `${props.kind}-${props.name}`, props);
  }

  protected override componentSpec(): ComponentSpec {
    const { workload, disruption, ports = [], images, watches } = this.#props;
    const object = objectId({ stack: this.stack.node.id, group: 'apps', ...workload });
    const { pods } = this;
    return {
      type: 'add-on',
      ...(images && { images }),
      ...(watches && { watches }),
      ...(pods && { pods }),
      ports,
      readiness: { kind: 'rollout', object },
      disruption: disruption(),
      procedures: { install: 'apply', update: 'rolling-restart', remove: 'delete' },
    };
  }

  protected override contribute(into: Contribution): void {
    this.#props.contribute?.(into);
  }
}
