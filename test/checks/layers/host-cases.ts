import { Duration, Size } from 'cdk8s';
import { plinthId, type ResourceId } from '../../../lib/assembly';
import { contributePort, SystemUpdates } from '../../../lib/constructs/hosts';
import { Machine } from '../../../lib/constructs/machines';
import { CertificateAuthority } from '../../../lib/constructs/pki';
import type { LayerCases } from './told';
import type { Layers } from './world';

const reason = 'The team of the network asked for it.';
const openStack = Machine.openStack({ flavor: 'm1.large', image: 'debian-13', network: 'nodes', subnet: 'nodes' });
const hostGateway = { backend: { kind: 'host-gw' }, overhead: 0, mtu: 1500 } as const;
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
const listening = (pool: 'control' | 'worker', port: number, from: 'anywhere' | 'control'): Layers => ({
  also: (world) => {
    world.layer((into) => {
      const peer = from === 'anywhere' ? { kind: from } : ({ kind: 'pool', pool: from } as const);
      contributePort(into, world[pool].place, { name: 'own', port, from: [peer], reason });
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
  'address-not-allowed': {
    fault: { worker: { machine: openStack }, flannel: hostGateway },
    neighbour: {
      worker: { machine: openStack },
      flannel: hostGateway,
      also: ({ worker }) => worker.allowAddress('10.244.0.0/16'),
    },
  },
  'authority-key-on-workers': { fault: keyOn('worker'), neighbour: keyOn('control') },
  'certificate-lifetime': {
    fault: { etcd: { lifetimes: { authority: Duration.days(364) } } },
    neighbour: { etcd: { lifetimes: { authority: Duration.days(365) } } },
  },
  'certificate-names': { fault: dialling('10.20.0.5'), neighbour: dialling('10.20.0.11') },
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
  'host-port-taken': {
    fault: listening('control', 2379, 'control'),
    neighbour: listening('control', 2378, 'control'),
  },
  'host-too-small': {
    fault: { worker: { capacity: { cpus: 1, memory: Size.mebibytes(1023) } } },
    neighbour: { worker: { capacity: { cpus: 1, memory: Size.mebibytes(1024) } } },
  },
  'module-missing': {
    fault: { also: ({ worker }) => worker.addSysctl('net.netfilter.nf_conntrack_max', 262_144, { reason }) },
    neighbour: {
      also: ({ worker }) => {
        worker.addSysctl('net.netfilter.nf_conntrack_max', 262_144, { reason });
        worker.addModule('nf_conntrack', { reason });
      },
    },
  },
  'port-open-to-world': {
    fault: listening('worker', 10_250, 'anywhere'),
    neighbour: listening('worker', 10_250, 'control'),
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
