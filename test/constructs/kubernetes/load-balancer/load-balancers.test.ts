import { App } from 'cdk8s';
import { Construct } from 'constructs';
import {
  bodyText,
  contributes,
  hostStack,
  resourcesOf,
  synthesizeTree,
  unitPath,
  type Assembly,
  type FirewallPeer,
} from '../../../../lib/assembly';
import { Environment, Stack } from '../../../../lib/constructs/base';
import { HostPool, OperatingSystem, type HostPoolProps } from '../../../../lib/constructs/hosts';
import { Health, Ingress, KubernetesCluster, type ExistingClusterProps } from '../../../../lib/constructs/kubernetes';
import {
  contributeLoadBalancers,
  HostLoadBalancer,
  VirtualIp,
  type LoadBalancersProps,
} from '../../../../lib/constructs/kubernetes/load-balancer';
import { Machine } from '../../../../lib/constructs/machines';
import { Expose, Image, Microservice } from '../../../../lib/constructs/services';

const anywhere: readonly FirewallPeer[] = [{ kind: 'anywhere' }];
const image = Image.of('registry.example.com/web:1.0.0');

interface World {
  readonly os?: OperatingSystem;
  readonly ingress?: (control: HostPool, workers: HostPool) => HostLoadBalancer;
  readonly api?: boolean;
  readonly services?: (shop: Stack) => void;
}

function poolProps(os: OperatingSystem): Omit<HostPoolProps, 'count' | 'firstAddress'> {
  return {
    os,
    machine: Machine.existing(),
    subnet: '10.20.0.0/24',
    nameServers: ['10.20.0.1'],
    timeServers: ['10.20.0.1'],
    sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFxkpoYYkfTDo6I0/AJR6kP3wer+Ge/kH/qzAzxMD5f9 test'],
  };
}

/** An environment whose load balancers stand on three control hosts, with what is exposed in it. */
function world({ os = OperatingSystem.debian(), ingress, api = true, services }: World): {
  readonly assembly: Assembly;
  readonly findings: readonly string[];
} {
  const environment = new Environment(new App(), 'production');
  const control = new HostPool(environment, 'control', { ...poolProps(os), count: 3, firstAddress: '10.20.0.11' });
  const workers = new HostPool(environment, 'worker', { ...poolProps(os), count: 2, firstAddress: '10.20.0.21' });
  const balancer = ingress?.(control, workers);
  const facts: ExistingClusterProps = { version: '1.36', enforcer: 'kube-router' };
  const cluster = KubernetesCluster.existing(environment, 'cluster', {
    ...facts,
    ...(balancer && { ingress: Ingress.nodePorts({ from: control.hosts.map(({ address }) => `${address}/32`) }) }),
  });
  const props: LoadBalancersProps = {
    cluster,
    nodes: workers.hosts,
    maxConnections: 20_000,
    ...(api && {
      api: { address: VirtualIp.at('10.20.0.5'), port: 8443, bindPort: 6443, hosts: control.hosts, from: anywhere },
    }),
    ...(balancer && { ingress: balancer }),
  };
  contributes(new Construct(environment, 'balancers'), {
    subject: { stack: { name: hostStack, namespace: '' }, component: 'balancers' },
    contribute: (into) => {
      contributeLoadBalancers(into, props);
    },
  });
  services?.(new Stack(environment, 'shop'));
  const { assembly, findings } = synthesizeTree(environment, { sourceRoot: process.cwd() });
  return { assembly, findings: findings.map(({ code, detail }) => `${code}: ${detail}`) };
}

/** The texts of files by where they stand: `control/etc/haproxy-api/haproxy.cfg`. */
function files(assembly: Assembly): ReadonlyMap<string, string> {
  return new Map(
    resourcesOf(assembly, 'file').map(({ spec }) => [
      `${spec.on.host ?? spec.on.pool}${spec.path}`,
      bodyText(spec.body),
    ]),
  );
}

/** The paths of what the load balancers put on hosts, without what any host has. */
function placed(assembly: Assembly): readonly string[] {
  const own = (id: string): boolean => assembly.resources[id]?.owner === '_hosts/balancers';
  return [
    ...resourcesOf(assembly, 'file').map(
      ({ id, spec }) => [id, `${spec.on.host ?? spec.on.pool}${spec.path}`] as const,
    ),
    ...resourcesOf(assembly, 'unit').map(
      ({ id, spec }) => [id, `${spec.on.pool}${unitPath(spec.name)} ${spec.state}`] as const,
    ),
    ...resourcesOf(assembly, 'package').map(
      ({ id, spec }) => [id, `package ${spec.name} ${spec.source.kind}`] as const,
    ),
  ]
    .filter(([id]) => own(id))
    .map(([, text]) => text);
}

function web(shop: Stack, id: string, expose: Expose<'http'>): void {
  new Microservice(shop, id, { image, ports: { http: 8080 }, health: Health.tcp('http'), expose });
}

test('the endpoint stands on every control host, and one of them has its address', () => {
  const { assembly, findings } = world({});

  expect(findings).toEqual([]);
  expect(placed(assembly)).toEqual([
    'control-1/etc/keepalived/keepalived.conf',
    'control-2/etc/keepalived/keepalived.conf',
    'control-3/etc/keepalived/keepalived.conf',
    'control/etc/haproxy-api/haproxy.cfg',
    'control/etc/systemd/system/haproxy-api.service enabled',
    'control/etc/systemd/system/haproxy.service masked',
    'control/etc/systemd/system/keepalived.service enabled',
    'package curl apt',
    'package haproxy apt',
    'package keepalived apt',
  ]);
  expect(resourcesOf(assembly, 'virtual-address').map(({ spec }) => spec)).toEqual([
    { address: '10.20.0.5', routerId: 5, hosts: [{ pool: 'control' }] },
  ]);
});

test('a host names the others, and not itself', () => {
  const text = files(world({}).assembly).get('control-2/etc/keepalived/keepalived.conf');

  expect(text).toContain('unicast_src_ip 10.20.0.12\n');
  expect(text).toContain('unicast_peer {\n    10.20.0.11\n    10.20.0.13\n  }');
});

test.each([
  ['Fedora CoreOS', OperatingSystem.fedoraCoreOs({ stream: 'stable' }), 'rpm-ostree', '/usr/sbin/haproxy'],
  ['Flatcar', OperatingSystem.flatcar({ channel: 'stable' }), 'sysext', '/usr/bin/haproxy'],
  ['Ubuntu', OperatingSystem.ubuntu('24.04'), 'apt', '/usr/sbin/haproxy'],
])('on %s they come in the way of the system', (_, os, kind, binary) => {
  const { assembly } = world({ os });
  const [haproxy] = resourcesOf(assembly, 'package').filter(({ spec }) => spec.name === 'haproxy');
  const [unit] = resourcesOf(assembly, 'unit').filter(({ spec }) => spec.name === 'haproxy-api.service');

  expect(haproxy?.spec.source.kind).toBe(kind);
  expect(JSON.stringify(unit?.spec.body)).toContain(`${binary} -Ws -f /etc/haproxy-api/haproxy.cfg`);
});

test('where they come into a running system, their user is there before, and their units know of each other', () => {
  const { assembly } = world({ os: OperatingSystem.fedoraCoreOs({ stream: 'stable' }) });
  const unit = (name: string): string =>
    JSON.stringify(resourcesOf(assembly, 'unit').find(({ spec }) => spec.name === name)?.spec.body);

  expect(resourcesOf(assembly, 'user').find(({ spec }) => spec.name === 'haproxy')?.spec.system).toBe(true);
  expect(unit('plinth-booleans.service')).toContain('setsebool haproxy_connect_any=on keepalived_connect_any=on');
  expect(unit('plinth-extensions.service')).toContain('["Restart","on-failure"]');
  // Ignition enables what is there at the first boot, and the package is not.
  expect(unit('keepalived.service')).toContain('["After","network-online.target plinth-extensions.service"]');
});

test('what is exposed gets a port of nodes, a route, and leave for the load balancers to come in', () => {
  const { assembly, findings } = world({
    ingress: (control) => HostLoadBalancer.on(control),
    services: (shop) => {
      web(shop, 'web', Expose.https('shop.example.com'));
    },
  });

  expect(findings).toEqual([]);
  const [exposure] = resourcesOf(assembly, 'exposure');
  expect(exposure?.spec).toMatchObject({
    host: 'shop.example.com',
    service: 'shop/web',
    certificate: '/etc/haproxy-ingress/certificates/shop.example.com.pem',
  });
  const service = assembly.resources['shop/core/Service/web-exposed'];
  expect(service?.spec).toMatchObject({
    spec: { type: 'NodePort', externalTrafficPolicy: 'Local', ports: [{ nodePort: exposure?.spec.nodePort }] },
  });
  const policy = assembly.resources['shop/networking.k8s.io/NetworkPolicy/web'];
  expect(policy?.spec).toMatchObject({
    spec: {
      ingress: [
        {
          from: ['10.20.0.11/32', '10.20.0.12/32', '10.20.0.13/32'].map((cidr) => ({ ipBlock: { cidr } })),
          ports: [{ port: 8080 }],
        },
      ],
    },
  });
});

test('a certificate is brought at apply, and haproxy waits for all of them', () => {
  const { assembly } = world({
    ingress: (control) => HostLoadBalancer.on(control),
    services: (shop) => {
      web(shop, 'web', Expose.https('shop.example.com'));
      web(shop, 'any', Expose.https('*.example.com'));
    },
  });
  const folder = '/etc/haproxy-ingress/certificates';
  const unit = (name: string): string =>
    JSON.stringify(resourcesOf(assembly, 'unit').find(({ spec }) => spec.name === name)?.spec.body);

  expect(resourcesOf(assembly, 'host-secret').map(({ spec }) => `${spec.path}: ${spec.purpose}`)).toEqual([
    `${folder}/_.example.com.pem: certificate and key of *.example.com in one file`,
    `${folder}/shop.example.com.pem: certificate and key of shop.example.com in one file`,
  ]);
  expect(unit('haproxy-ingress.service')).toContain(`["ConditionPathExists","${folder}/_.example.com.pem"]`);
  expect(unit('haproxy-ingress.path')).toContain(`["PathModified","${folder}"]`);
});

test('without anything encrypted nothing waits, and port 443 stays closed', () => {
  const { assembly } = world({
    ingress: (control) => HostLoadBalancer.on(control),
    services: (shop) => {
      web(shop, 'web', Expose.http('shop.example.com'));
    },
  });
  const rules = resourcesOf(assembly, 'firewall-rule').map(({ spec }) => spec.name);

  expect(rules).toEqual(expect.arrayContaining(['ingress-http', 'api-endpoint', 'vrrp']));
  expect(rules).not.toContain('ingress-https');
  expect(resourcesOf(assembly, 'unit').some(({ spec }) => spec.name === 'haproxy-ingress.path')).toBe(false);
});

test('a way in with an address of its own has a check of its own', () => {
  const { assembly } = world({
    ingress: (control) => HostLoadBalancer.on(control, { address: VirtualIp.at('10.20.0.6') }),
  });
  const text = files(assembly).get('control-1/etc/keepalived/keepalived.conf');

  expect(resourcesOf(assembly, 'virtual-address').map(({ spec }) => spec.address)).toEqual(['10.20.0.5', '10.20.0.6']);
  expect(text).toContain('vrrp_instance ingress {');
  expect(text).toContain('http://127.0.0.1:8445/ready');
});

test('only given networks may come in', () => {
  const { assembly } = world({
    ingress: (control) => HostLoadBalancer.on(control, { from: ['192.0.2.0/24'] }),
  });
  const rule = resourcesOf(assembly, 'firewall-rule').find(({ spec }) => spec.name === 'ingress-http');

  expect(rule?.spec.from).toEqual([{ kind: 'cidr', cidr: '192.0.2.0/24' }]);
});

test('in front of a gateway connections pass through to its ports', () => {
  const { assembly } = world({
    ingress: (control) => HostLoadBalancer.gateway(control, { nodePorts: { http: 30_081, https: 30_444 } }),
  });
  const text = files(assembly).get('control/etc/haproxy-ingress/haproxy.cfg');

  expect(text).toContain('server worker-1 10.20.0.21:30081\n');
  expect(text).toContain('server worker-2 10.20.0.22:30444\n');
});

test('hosts that run workloads cannot carry the traffic of the world', () => {
  const { findings } = world({ ingress: (_, workers) => HostLoadBalancer.on(workers) });

  expect(findings).toEqual([
    "ingress-on-workers: worker-1, worker-2 would carry the world's traffic and run workloads: what such a host sends to its own node port gets another address, which policies refuse.",
  ]);
});
