import type { VirtualAddressSpec } from '../../../lib/assembly';
import { EtcdBackup, EtcdCluster } from '../../../lib/constructs/etcd';
import type { LayerCases } from './told';
import type { Layers } from './world';

const reason = 'The team of the network asked for it.';
const hostGateway = { backend: { kind: 'host-gw' }, overhead: 0, mtu: 1500 } as const;

const moving = (...addresses: readonly (readonly [string, number])[]): Layers => ({
  also: ({ layer }) => {
    layer((into) => {
      for (const [index, [address, routerId]] of addresses.entries()) {
        const spec: VirtualAddressSpec = { address, routerId, hosts: [{ pool: 'control' }] };
        into.resource('virtual-address', index === 0 ? 'api' : 'ingress', spec);
      }
    });
  },
});
/** A file of somebody who wants the addresses of all links to stay as they are. */
const linkFile = (name: string): Layers => ({
  also: ({ worker }) => {
    const body = [
      { name: 'Match', settings: [['OriginalName', '*']] as const },
      { name: 'Link', settings: [['MACAddressPolicy', 'persistent']] as const },
    ];
    worker.addFile(
      { path: `/etc/systemd/network/${name}`, body: { format: 'unit', value: body }, effect: { kind: 'reboot' } },
      { reason },
    );
  },
});
/** flannel's leases, with an etcd on the workers that nothing else uses. */
const leases = (cluster: string): Layers => ({
  worker: { count: 3 },
  flannel: { datastore: { kind: 'etcd', cluster, prefix: '/coreos.com/network', subnetLength: 24 } },
  also: ({ environment, worker }) => {
    const to = { kind: 's3', bucket: 'leases', endpoint: 's3.example.com' } as const;
    new EtcdCluster(environment, 'leases', { hosts: worker, version: '3.6', backup: EtcdBackup.daily({ to }) });
  },
});

/** Addresses and the network between pods. */
export const networkCases: LayerCases = {
  'cluster-dns-invalid': {
    fault: { plane: { kubelet: { clusterDNS: ['10.96.0.53'] } } },
    neighbour: { plane: { kubelet: { clusterDNS: ['10.96.0.10'] } } },
  },
  'endpoint-port-taken': {
    fault: { plane: { endpoint: { kind: 'virtual-address', host: '10.20.0.5', port: 6443 } } },
    neighbour: { plane: { endpoint: { kind: 'virtual-address', host: '10.20.0.5', port: 8443 } } },
  },
  'endpoint-single-host': {
    fault: { plane: { endpoint: { kind: 'single-host', host: '10.20.0.11', port: 6443 } } },
    neighbour: { plane: { endpoint: { kind: 'load-balancer', host: '10.20.0.5', port: 6443 } } },
  },
  'etcd-shared': { fault: leases('etcd'), neighbour: leases('leases') },
  'flannel-range': {
    fault: { flannel: { network: '10.240.0.0/16' } },
    neighbour: { flannel: { network: '10.244.0.0/16' } },
  },
  'host-gateway-unreachable': {
    fault: { flannel: hostGateway, worker: { subnet: '10.21.0.0/24', firstAddress: '10.21.0.11' } },
    neighbour: { flannel: hostGateway },
  },
  'link-managed': { fault: linkFile('10-all.link'), neighbour: linkFile('60-all.link') },
  'max-pods-exceeds-range': {
    fault: { plane: { kubelet: { maxPods: 300 } } },
    neighbour: { plane: { kubelet: { maxPods: 254 } } },
  },
  'mtu-differs': { fault: { worker: { linkMtu: 9000 } }, neighbour: { worker: { linkMtu: 1500 } } },
  'mtu-too-large': { fault: { flannel: { mtu: 1500 } }, neighbour: { flannel: { mtu: 1450 } } },
  'node-ranges-exhausted': { fault: { plane: { nodePrefix: 18 } }, neighbour: { plane: { nodePrefix: 19 } } },
  'proxy-mode': {
    fault: { plane: { kubeProxy: { mode: 'ipvs' } }, flannel: { nftables: false } },
    neighbour: { plane: { kubeProxy: { mode: 'iptables' } }, flannel: { nftables: false } },
  },
  'range-size': {
    fault: { plane: { serviceRange: '10.96.0.0/11' } },
    neighbour: { plane: { serviceRange: '10.96.0.0/12' } },
  },
  'ranges-overlap': {
    fault: { plan: { reserved: { vpn: ['10.244.8.0/24'] } } },
    neighbour: { plan: { reserved: { vpn: ['10.8.0.0/24'] } } },
  },
  'router-id-duplicate': {
    fault: moving(['10.20.0.5', 51], ['10.20.0.6', 51]),
    neighbour: moving(['10.20.0.5', 51], ['10.20.0.6', 52]),
  },
  'virtual-address-invalid': { fault: moving(['10.21.0.5', 51]), neighbour: moving(['10.20.0.5', 51]) },
};
