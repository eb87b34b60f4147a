import { Size } from 'cdk8s';
import { clusterOf } from '../../../../lib/assembly';
import { Endpoint, HostLoadBalancer, Storage, VirtualIp } from '../../../../lib/constructs/kubernetes';
import { synthesized, type Ask, type BedProps } from './fixture';

const factsOf = (ask: Ask = {}, bed: BedProps = {}): unknown => clusterOf(synthesized(ask, bed).assembly);

test('what environments rely on follows from the hosts and the network', () => {
  expect(factsOf({ registries: ['registry.example.com'], nodeLabels: { worker: { disktype: 'ssd' } } })).toEqual({
    name: 'kubernetes',
    version: '1.36',
    enforcer: 'kube-router',
    podRange: '10.244.0.0/16',
    serviceRange: '10.96.0.0/16',
    apiServer: ['10.20.0.11/32', '10.20.0.12/32', '10.20.0.13/32'],
    storageClasses: [],
    ingress: { kind: 'none' },
    metrics: false,
    registries: ['registry.example.com'],
    nodes: { count: 2, zones: [], labels: ['disktype=ssd'] },
    dns: { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' } },
  });
});

test.each<[string, Ask, BedProps, object]>([
  ['zones', {}, { workers: { zones: ['b', 'a'] } }, { nodes: { count: 2, zones: ['a', 'b'], labels: [] } }],
  [
    'volumes',
    {},
    { workers: { volumes: { data: Size.gibibytes(5) } } },
    { storageClasses: [{ name: 'local', default: true }] },
  ],
  ['folders', { storage: Storage.localPath() }, {}, { storageClasses: [{ name: 'local-path', default: true }] }],
  [
    'no storage',
    { storage: Storage.none() },
    { workers: { volumes: { data: Size.gibibytes(5) } } },
    { storageClasses: [] },
  ],
  ['metrics', { metrics: true }, {}, { metrics: true }],
  ['metrics from an image', { metrics: { image: 'registry.example.com/metrics-server:1' } }, {}, { metrics: true }],
  [
    'load balancers',
    ({ control }) => ({ ingress: HostLoadBalancer.on(control) }),
    {},
    { ingress: { kind: 'host-load-balancer', from: ['10.20.0.11/32', '10.20.0.12/32', '10.20.0.13/32'] } },
  ],
  [
    'a gateway',
    ({ control }) => ({ ingress: HostLoadBalancer.gateway(control) }),
    {},
    { ingress: { kind: 'gateway', name: 'public', namespace: 'traefik' } },
  ],
])('%s is a fact', (_, ask, bed, expected) => {
  expect(factsOf(ask, bed)).toMatchObject(expected);
});

test.each([
  [VirtualIp.at('10.20.0.5'), '10.20.0.5:8443', 'virtual-address'],
  [Endpoint.virtual(VirtualIp.at('10.20.0.5'), { port: 9443 }), '10.20.0.5:9443', 'virtual-address'],
  [Endpoint.loadBalancer('api.example.com'), 'api.example.com:6443', 'load-balancer'],
  [Endpoint.loadBalancer('api.example.com', { port: 443 }), 'api.example.com:443', 'load-balancer'],
  [undefined, '10.20.0.11:6443', 'single-host'],
])('clients reach the API at %#', (endpoint, address, kind) => {
  const { assembly, file } = synthesized({ endpoint });

  expect(assembly.resources['_hosts/plinth/control-plane/kubernetes']).toMatchObject({ spec: { endpoint: { kind } } });
  expect(file('/etc/kubernetes/plinth/init.yaml', 'control-1')).toContain(`controlPlaneEndpoint: ${address}\n`);
});

test.each([
  ['API.example.com', 6443, 'The endpoint of the API is "API.example.com"'],
  ['api.example.com:443', 443, 'The endpoint of the API is "api.example.com:443"'],
  ['api.example.com', 70_000, 'The port of the endpoint is 70000.'],
])('an endpoint %s with the port %d is refused', (host, port, message) => {
  expect(() => Endpoint.loadBalancer(host, { port })).toThrow(message);
});
