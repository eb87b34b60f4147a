import type { FlannelSpec, ResourceId } from '../../../assembly';
import { AddOn, layerStack, type Environment } from '../../base';
import { nodesOf } from '../enforcers/enforcement';
import type { NetworkAttachment } from '../network-attachment';
import { flannelLabels } from './daemon-set';
import { addFlannelObjects } from './objects';
import type { FlannelImages } from './props';

export interface FlannelAddOnProps {
  readonly attached: () => NetworkAttachment | undefined;
  /** Undefined while no cluster has the network. */
  readonly spec: () => FlannelSpec | undefined;
  readonly images: FlannelImages;
  /** What the network has on hosts, which must be there first. */
  readonly hosts: ResourceId;
}

/** Adds flannel to Kubernetes, in the namespace that upstream gives it. */
export function addFlannelAddOn(environment: Environment, props: FlannelAddOnProps): AddOn {
  const { attached, spec, images, hosts } = props;
  const stack = layerStack(environment, 'kube-flannel', { podSecurity: 'privileged' });
  stack.acknowledge('pod-security-level', 'flannel makes the network of its node, which no lower level allows.');
  const addOn = new AddOn(stack, 'flannel', {
    workload: { kind: 'DaemonSet', name: 'kube-flannel-ds' },
    podLabels: flannelLabels,
    hostNetwork: true,
    disruption: () => ({ kind: 'max-unavailable', members: nodesOf(attached()), maxUnavailable: 1 }),
    contribute: (into) => {
      const { controlPlane } = attached() ?? {};
      for (const to of [hosts, ...(controlPlane === undefined ? [] : [controlPlane])]) {
        into.edge({ kind: 'needs', from: addOn.component, to });
      }
    },
  });
  addOn.acknowledge('host-access', 'flannel makes links and routes of its node, and puts its plugin there.');
  addFlannelObjects(addOn, { attached, spec, images });
  return addOn;
}
