import { App, Size } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { synthesizeTree, type Synthesized } from '../../lib/assembly';
import { Environment, Stack } from '../../lib/constructs/base';
import { EtcdBackup, EtcdCluster } from '../../lib/constructs/etcd';
import { HostPool, OperatingSystem, type HostPoolProps } from '../../lib/constructs/hosts';
import { Health, HostLoadBalancer, KubernetesCluster, Storage, VirtualIp } from '../../lib/constructs/kubernetes';
import { Machine } from '../../lib/constructs/machines';
import { Flannel, FlannelBackend, FlannelDatastore, PolicyEnforcer } from '../../lib/constructs/network';
import { Expose, Image, Microservice } from '../../lib/constructs/services';
import { root } from '../core/line-of';

/** An environment from its hosts up, as data. */
export interface HostsSpec {
  readonly version: '1.34' | '1.35' | '1.36';
  readonly system: keyof typeof systems;
  readonly machine: 'existing' | 'openstack';
  readonly control: 1 | 3 | 5;
  readonly workers: number;
  readonly etcd: '3.5' | '3.6' | '3.7' | 'stacked';
  readonly leases: 'kubernetes' | 'etcd';
  readonly backend: 'vxlan' | 'host-gw';
  readonly enforcer: 'kube-router' | 'kube-network-policies';
  readonly ingress: 'none' | 'hosts' | 'gateway';
  readonly storage: 'volumes' | 'local-path';
  readonly metrics: boolean;
  /** What a file of the author's own holds. @default - there is none */
  readonly ownFile?: string;
}

const systems = {
  debian: () => OperatingSystem.debian(),
  ubuntu: () => OperatingSystem.ubuntu('24.04'),
  flatcar: () => OperatingSystem.flatcar({ channel: 'stable' }),
  'fedora-coreos': () => OperatingSystem.fedoraCoreOs({ stream: 'stable' }),
} as const;

/** Any environment with hosts. */
export const arbitraryHosts: fc.Arbitrary<HostsSpec> = fc.record({
  version: fc.constantFrom('1.34', '1.35', '1.36'),
  system: fc.constantFrom(...(Object.keys(systems) as (keyof typeof systems)[])),
  machine: fc.constantFrom('existing', 'openstack'),
  control: fc.constantFrom(1, 3, 5),
  workers: fc.integer({ min: 1, max: 4 }),
  etcd: fc.constantFrom('3.5', '3.6', '3.7', 'stacked'),
  leases: fc.constantFrom('kubernetes', 'etcd'),
  backend: fc.constantFrom('vxlan', 'host-gw'),
  enforcer: fc.constantFrom('kube-router', 'kube-network-policies'),
  ingress: fc.constantFrom('none', 'hosts', 'gateway'),
  storage: fc.constantFrom('volumes', 'local-path'),
  metrics: fc.boolean(),
});

/** How it is built; what it makes must not depend on it. */
export interface HostsWay {
  /** Constructs around each layer. */
  readonly wraps?: number;
  /** Whether the workers are declared before the control hosts. */
  readonly workersFirst?: boolean;
}

/** Builds it, and gives it as data. */
export function buildHosts(spec: HostsSpec, { wraps = 0, workersFirst = false }: HostsWay = {}): Synthesized {
  const environment = new Environment(new App(), 'lab', { tier: 'development' });
  const scope = (id: string): Construct => {
    let here: Construct = environment;
    for (let depth = 0; depth < wraps; depth++) here = new Construct(here, `wrap-${id}-${String(depth)}`);
    return here;
  };
  const control = (): HostPool =>
    new HostPool(scope('control'), 'control', { ...common(spec), count: spec.control, firstAddress: '10.20.0.11' });
  const workers = (): HostPool =>
    new HostPool(scope('worker'), 'worker', {
      ...common(spec),
      count: spec.workers,
      firstAddress: '10.20.0.101',
      volumes: { data: Size.gibibytes(20) },
    });
  const pools = workersFirst ? ([workers(), control()] as const).toReversed() : [control(), workers()];
  const [first, second] = pools;
  if (!first || !second) throw new Error('there are two pools');
  if (spec.ownFile !== undefined) {
    const body = { format: 'text', value: spec.ownFile } as const;
    first.addFile({ path: '/etc/own', body, effect: { kind: 'none' } }, { reason: 'It is wanted.' });
  }
  addLayers(environment, scope, spec, first, second);
  return synthesizeTree(environment, { sourceRoot: root });
}

function common({ system, machine }: HostsSpec): Omit<HostPoolProps, 'count' | 'firstAddress'> {
  const openStack = { flavor: 'm1.large', image: 'image', network: 'nodes', subnet: 'nodes' };
  return {
    os: systems[system](),
    machine: machine === 'existing' ? Machine.existing() : Machine.openStack(openStack),
    subnet: '10.20.0.0/24',
    nameServers: ['10.20.0.1'],
    timeServers: ['10.20.0.1'],
    sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFxkpoYYkfTDo6I0/AJR6kP3wer+Ge/kH/qzAzxMD5f9 test'],
  };
}

function addLayers(
  environment: Environment,
  scope: (id: string) => Construct,
  spec: HostsSpec,
  control: HostPool,
  workers: HostPool,
): void {
  const backup = EtcdBackup.none({ reason: 'Nothing is kept.' });
  const etcd =
    spec.etcd === 'stacked'
      ? undefined
      : new EtcdCluster(scope('etcd'), 'etcd', { hosts: control, version: spec.etcd, backup });
  const leases = (): EtcdCluster =>
    new EtcdCluster(scope('leases'), 'leases', { hosts: workers.take(1), version: '3.6', backup });
  const network = new Flannel(scope('network'), 'network', {
    pods: '10.244.0.0/16',
    services: '10.96.0.0/16',
    backend: spec.backend === 'vxlan' ? FlannelBackend.vxlan() : FlannelBackend.hostGw(),
    enforcer: spec.enforcer === 'kube-router' ? PolicyEnforcer.kubeRouter() : PolicyEnforcer.kubeNetworkPolicies(),
    ...(spec.leases === 'etcd' && { datastore: FlannelDatastore.etcd(leases()) }),
  });
  const ingress = { none: undefined, hosts: HostLoadBalancer.on(control), gateway: HostLoadBalancer.gateway(control) };
  new KubernetesCluster(scope('cluster'), 'cluster', {
    version: spec.version,
    controlPlane: control,
    workers,
    network,
    ...(etcd && { etcd }),
    endpoint: VirtualIp.at('10.20.0.5'),
    storage: spec.storage === 'volumes' ? Storage.localVolumes() : Storage.localPath(),
    metrics: spec.metrics,
    ...(ingress[spec.ingress] && { ingress: ingress[spec.ingress] }),
  });
  const shop = new Stack(environment, 'shop');
  new Microservice(shop, 'web', {
    image: Image.of('registry.example.com/web:1.0.0'),
    ports: { http: 8080 },
    health: Health.tcp('http'),
    ...(spec.ingress !== 'none' && { expose: Expose.http('shop.example.com') }),
  });
}
