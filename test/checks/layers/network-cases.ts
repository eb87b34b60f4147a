import { Endpoint, HostLoadBalancer, VirtualIp } from '../../../lib/constructs/kubernetes';
import { EtcdCluster } from '../../../lib/constructs/etcd';
import { FlannelBackend, FlannelDatastore } from '../../../lib/constructs/network';
import type { LayerCases } from './told';
import { copies, type Ground, type Layers } from './world';

const reason = 'The team of the network asked for it.';
const hostGateway = { backend: FlannelBackend.hostGw() };

const patched = (kubelet: Readonly<Record<string, string[]>>): Layers => ({
  also: ({ cluster }) => cluster.kubelet.patch(kubelet, { reason }),
});
const reachedAt = (endpoint: VirtualIp | Endpoint): Layers => ({ cluster: { endpoint } });
/** A second address that moves between the control hosts. */
const entered = (routerId: number): Layers => ({
  cluster: ({ control }) => {
    const address = VirtualIp.at('10.20.0.6', { routerId });
    return { ingress: HostLoadBalancer.on(control, { address }) };
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
/** An etcd on the workers that nothing else uses. */
const leases = ({ environment, worker }: Ground): EtcdCluster =>
  new EtcdCluster(environment, 'leases', { hosts: worker, version: '3.6', backup: copies('leases') });
const leasesIn = (which: 'leases' | 'etcd', subnetMin = '10.244.1.0'): Layers => ({
  worker: { count: 3 },
  network: (ground) => {
    const own = leases(ground);
    return {
      images: undefined,
      datastore: FlannelDatastore.etcd(which === 'leases' ? own : ground.etcd, { subnetMin }),
    };
  },
});
const proxying = (mode: string): Layers => ({
  cluster: { proxyMode: 'iptables' },
  also: ({ cluster }) => cluster.kubeProxy.patch({ mode }, { reason }),
});

/** Addresses and the network between pods. */
export const networkCases: LayerCases = {
  'cluster-dns-invalid': {
    fault: patched({ clusterDNS: ['10.96.0.53'] }),
    neighbour: patched({ clusterDNS: ['10.96.0.10'] }),
  },
  'endpoint-port-taken': {
    fault: reachedAt(Endpoint.virtual(VirtualIp.at('10.20.0.5'), { port: 6443 })),
    neighbour: reachedAt(Endpoint.virtual(VirtualIp.at('10.20.0.5'), { port: 443 })),
    also: ['host-port-taken'],
  },
  'endpoint-single-host': {
    fault: reachedAt(Endpoint.loadBalancer('10.20.0.11')),
    neighbour: reachedAt(Endpoint.loadBalancer('10.20.0.6')),
  },
  'etcd-shared': { fault: leasesIn('etcd'), neighbour: leasesIn('leases') },
  'flannel-range': { fault: leasesIn('leases', '10.240.1.0'), neighbour: leasesIn('leases', '10.244.8.0') },
  'host-gateway-unreachable': {
    fault: { network: hostGateway, worker: { subnet: '10.21.0.0/24', firstAddress: '10.21.0.101' } },
    neighbour: { network: hostGateway },
  },
  'link-managed': { fault: linkFile('10-all.link'), neighbour: linkFile('60-all.link') },
  'max-pods-exceeds-range': {
    fault: { cluster: { kubelet: { maxPods: 255 } } },
    neighbour: { cluster: { kubelet: { maxPods: 254 } } },
  },
  'mtu-differs': { fault: { worker: { linkMtu: 9000 } }, neighbour: { worker: { linkMtu: 1500 } } },
  'mtu-too-large': { fault: { network: { mtu: 1500 } }, neighbour: { network: { mtu: 1450 } } },
  'node-ranges-exhausted': { fault: { network: { nodePrefix: 18 } }, neighbour: { network: { nodePrefix: 19 } } },
  'proxy-mode': { fault: proxying('ipvs'), neighbour: proxying('iptables') },
  'range-size': {
    fault: { network: { services: '10.96.0.0/11' } },
    neighbour: { network: { services: '10.96.0.0/12' } },
  },
  'ranges-overlap': {
    fault: { network: { reserved: { vpn: ['10.244.8.0/24'] } } },
    neighbour: { network: { reserved: { vpn: ['10.8.0.0/24'] } } },
  },
  'router-id-duplicate': { fault: entered(5), neighbour: entered(6) },
  'virtual-address-invalid': {
    fault: reachedAt(VirtualIp.at('10.21.0.5')),
    neighbour: reachedAt(VirtualIp.at('10.20.0.6')),
  },
};
