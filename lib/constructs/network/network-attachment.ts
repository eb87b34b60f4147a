import type { ResourceId } from '../../assembly';
import type { HostPool } from '../hosts';

/** What a cluster says of itself to its network. */
export interface NetworkAttachment {
  /** All pools whose hosts are nodes. */
  readonly pools: readonly HostPool[];
  /** How kube-proxy writes its rules: flannel and the enforcer write theirs the same way. */
  readonly proxyMode: 'iptables' | 'nftables';
  /** Ports that services have on every node. @default - 30000 to 32767 */
  readonly nodePorts?: readonly [first: number, last: number];
  /** Addresses that move between hosts, by what they are for: `{ 'api-server': '10.20.0.5' }`. @default - none */
  readonly virtual?: Readonly<Record<string, string>>;
  /** Where every node reaches the API, before anything answers for services. */
  readonly api: { readonly host: string; readonly port: number };
  /** The component that must be there before objects can be applied, and that waits for a network on hosts. */
  readonly controlPlane: ResourceId;
}
