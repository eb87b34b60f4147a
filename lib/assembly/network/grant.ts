import type { AddressBlock } from './address-block';
import type { LabelSelector } from './label-selector';
import type { RulePorts } from './network-policy';
import type { PodGroup } from './pod-group';
import { PortSet } from './port-set';

/** Whom a grant is for, with the pods of the environment that this means. */
export type Grantee =
  | { readonly kind: 'everyone' }
  /** Every pod of every namespace. */
  | { readonly kind: 'every-pod' }
  | { readonly kind: 'block'; readonly block: AddressBlock; readonly mayHoldPods: boolean }
  | {
      readonly kind: 'selected';
      /** Absent: pods of `namespace`, the policy's own. */
      readonly namespaces?: LabelSelector;
      readonly namespace: string;
      readonly pods: LabelSelector;
      readonly members: ReadonlySet<PodGroup>;
      /** Whether pods that the environment does not declare may be meant too. */
      readonly isOpenEnded: boolean;
    };

/** One peer of one rule of a policy, for the pods that the policy selects. */
export interface Grant {
  readonly to: Grantee;
  readonly ports: RulePorts;
}

/** Whether a grant is for some pods of the environment. */
export function isFor({ to }: Grant, pods: PodGroup): boolean {
  switch (to.kind) {
    case 'everyone':
      return true;
    case 'every-pod':
      return !pods.hostNetwork;
    case 'block':
      // A pod on the host's network has a node's address, which only a block of all addresses is sure to hold.
      return pods.hostNetwork ? to.block.cidr.prefixLength === 0 : to.mayHoldPods;
    case 'selected':
      return to.members.has(pods);
  }
}

/** The ports of a grant on the pods that listen. */
export function portsOn({ ports }: Grant, destination: PodGroup): PortSet {
  if (ports.names.length === 0) return ports.numbers;
  const named = destination.ports.filter(
    ({ name, protocol, role }) =>
      // Names are looked up among what listens while the pod serves: upstream's FindPort in pkg/api/v1/pod/util.go.
      role !== 'init container' && ports.names.some((port) => port.name === name && port.protocol === protocol),
  );
  const numbers = named.map(({ protocol, number }) => ({ protocol, first: number, last: number }));
  return ports.numbers.union(PortSet.of(numbers));
}
