import type { FlannelSpec } from '../../../assembly';
import type { AddressPlan } from '../address-plan';
import type { NetworkAttachment } from '../network-attachment';
import type { FlannelChoices } from './problems';
import { backendOverheads, defaultEtcdPrefix } from './versions';

/** flannel's settings as data, once its hosts are known. */
export function flannelSpec(
  addresses: AddressPlan,
  { backend, datastore }: FlannelChoices,
  { pools, proxyMode }: NetworkAttachment,
  { release, mtu }: { readonly release: string; readonly mtu: number | undefined },
): FlannelSpec {
  const overhead = backendOverheads[backend.spec.kind];
  const smallest = Math.min(...pools.map(({ network }) => network.linkMtu));
  return {
    network: addresses.pods,
    backend: backend.spec,
    datastore: datastoreSpec(addresses, datastore),
    release,
    nftables: proxyMode === 'nftables',
    overhead,
    mtu: mtu ?? smallest - overhead,
    pools: pools.map(({ name }) => name).sort(),
  };
}

function datastoreSpec({ nodePrefix }: AddressPlan, { etcd }: FlannelChoices['datastore']): FlannelSpec['datastore'] {
  if (!etcd) return { kind: 'kubernetes' };
  const { prefix = defaultEtcdPrefix, subnetMin, subnetMax } = etcd.props;
  return {
    kind: 'etcd',
    cluster: etcd.cluster.name,
    prefix,
    subnetLength: nodePrefix,
    ...(subnetMin !== undefined && { subnetMin }),
    ...(subnetMax !== undefined && { subnetMax }),
  };
}
