import { Duration, Size } from 'cdk8s';
import { plinthId, type ResourceId } from '../../../lib/assembly';
import { contributePort, SystemUpdates } from '../../../lib/constructs/hosts';
import { Machine } from '../../../lib/constructs/machines';
import { CertificateAuthority } from '../../../lib/constructs/pki';
import type { LayerCases } from './told';
import type { Layers } from './world';

const reason = 'The team of the network asked for it.';
const openStack = Machine.openStack({ flavor: 'm1.large', image: 'debian-13', network: 'nodes', subnet: 'nodes' });
const window = SystemUpdates.window({ start: '03:00', length: Duration.hours(1) });

const serverOfFirst: ResourceId = plinthId('_hosts', 'certificate', 'control/control-1:etcd-server');
const dialling = (address: string): Layers => ({
  also: ({ layer }) => {
    layer((into) => {
      const connection = { dials: [address], port: 2379, server: serverOfFirst, trusts: 'etcd' };
      into.resource('tls-connection', 'exporter to etcd', connection);
    });
  },
});
const listening = (port: number | readonly [number, number], from: 'anywhere' | 'control'): Layers => ({
  also: ({ control, layer }) => {
    layer((into) => {
      const peer = from === 'anywhere' ? { kind: from } : ({ kind: 'pool', pool: from } as const);
      contributePort(into, control.place, { name: 'own', port, from: [peer], reason });
    });
  },
});
/** A pool outside of the cluster, for which nothing else loads modules. */
const edge = (...modules: readonly string[]): Layers => ({
  also: ({ pool }) => {
    const hosts = pool('edge').addSysctl('net.netfilter.nf_conntrack_max', 262_144, { reason });
    for (const one of modules) hosts.addModule(one, { reason });
  },
});
/** An address of the user's own that moves between servers of a cloud. */
const moving = (...allowed: readonly string[]): Layers => ({
  worker: { machine: openStack },
  also: ({ layer, worker }) => {
    worker.allowAddress(...allowed);
    layer((into) => {
      const spec = { address: '10.20.0.9', routerId: 9, hosts: [{ pool: 'worker' }] };
      into.resource('virtual-address', 'mail', spec);
    });
  },
});
/** Something on the workers that reads from etcd with a certificate of its own. */
const reading = (isAllowed: boolean): Layers => ({
  also: ({ etcd, worker, layer }) => {
    if (isAllowed) etcd.allowClients('exporter', worker);
    const paths = { certificate: '/etc/exporter/etcd.crt', key: '/etc/exporter/etcd.key' };
    const files = { ...paths, authority: '/etc/exporter/etcd-ca.crt' };
    layer((into) => {
      etcd.clientCertificate(into, worker.place, { name: 'exporter', files, effect: { kind: 'none' } });
    });
  },
});
const keyOn = (pool: string): Layers => ({
  also: ({ layer }) => {
    layer((into) => {
      new CertificateAuthority('mesh', { keyOn: [{ pool }] }).contribute(into);
    });
  },
});

/** Hosts, what listens on them, and their certificates. */
export const hostCases: LayerCases = {
  'address-not-allowed': { fault: moving(), neighbour: moving('10.20.0.9') },
  'authority-key-on-workers': { fault: keyOn('worker'), neighbour: keyOn('control') },
  'certificate-lifetime': {
    fault: { etcd: { lifetimes: { authority: Duration.days(364) } } },
    neighbour: { etcd: { lifetimes: { authority: Duration.days(365) } } },
  },
  'certificate-names': { fault: dialling('10.20.0.5'), neighbour: dialling('10.20.0.11') },
  'disk-unmounted': {
    fault: { worker: { machine: openStack, volumes: { data: Size.gibibytes(50) } } },
    neighbour: { worker: { volumes: { data: Size.gibibytes(50) } } },
  },
  'ephemeral-range': {
    fault: { also: ({ worker }) => worker.addSysctl('net.ipv4.ip_local_port_range', '32000 60999', { reason }) },
    neighbour: { also: ({ worker }) => worker.addSysctl('net.ipv4.ip_local_port_range', '32768 60999', { reason }) },
  },
  'host-duplicate': {
    fault: { worker: { firstAddress: '10.20.0.13' } },
    neighbour: { worker: { firstAddress: '10.20.0.14' } },
  },
  'host-outside-subnet': {
    fault: { worker: { firstAddress: '10.20.1.11' } },
    neighbour: { worker: { firstAddress: '10.20.0.21' } },
  },
  'host-port-taken': { fault: listening(2379, 'control'), neighbour: listening(2378, 'control') },
  'host-too-small': {
    fault: { worker: { capacity: { cpus: 1, memory: Size.mebibytes(1023) } } },
    neighbour: { worker: { capacity: { cpus: 1, memory: Size.mebibytes(1024) } } },
  },
  'module-missing': { fault: edge(), neighbour: edge('nf_conntrack') },
  'port-closed': { fault: reading(false), neighbour: reading(true) },
  'port-open-to-world': {
    fault: listening([10_240, 10_255], 'anywhere'),
    neighbour: listening([10_240, 10_255], 'control'),
  },
  'resolver-missing': { fault: { worker: { nameServers: [] } }, neighbour: { worker: { nameServers: ['10.20.0.4'] } } },
  'time-missing': {
    fault: { worker: { timeServers: [] } },
    neighbour: { worker: { timeServers: ['ntp.example.com'] } },
  },
  'updates-restart': {
    fault: { control: { updates: SystemUpdates.immediately() } },
    neighbour: { control: { updates: window } },
  },
};
