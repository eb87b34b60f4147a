import { resourcesOf, type FirewallPeer } from '../../../../lib/assembly';
import { Endpoint, HostLoadBalancer, Ingress } from '../../../../lib/constructs/kubernetes';
import { synthesized, type Ask } from './fixture';

/** Who reaches what on the hosts of a pool. */
function ports(ask: Ask, pool: string): Readonly<Record<string, string>> {
  const rules = resourcesOf(synthesized(ask).assembly, 'firewall-rule').filter(({ spec }) => spec.on.pool === pool);
  return Object.fromEntries(rules.map(({ spec }) => [spec.name, spec.from.map(text).join(' ')]));
}

function text(peer: FirewallPeer): string {
  switch (peer.kind) {
    case 'anywhere':
      return 'anywhere';
    case 'pool':
      return peer.pool;
    case 'cidr':
      return peer.cidr;
  }
}

test('nodes and pods reach the API server; everybody else comes by the address that moves', () => {
  expect(ports({ apiFrom: ['192.0.2.0/24'] }, 'control')).toMatchObject({
    'kube-apiserver': 'control worker 10.244.0.0/16',
    'api-endpoint': 'control worker 192.0.2.0/24',
    'kube-controller-manager': '',
    'kube-scheduler': '',
    'etcd-client': 'control',
    'etcd-peer': 'control',
  });
});

test('without such an address they come to the API server itself', () => {
  const ask = { endpoint: Endpoint.loadBalancer('api.example.com'), apiFrom: ['192.0.2.0/24'] };

  expect(ports(ask, 'control')['kube-apiserver']).toBe('control worker 10.244.0.0/16 192.0.2.0/24');
});

test('only the control plane reaches kubelets, unless something in the cluster asks them for metrics', () => {
  expect(ports({}, 'worker')['kubelet']).toBe('control');
  expect(ports({ metrics: true }, 'worker')['kubelet']).toBe('control worker 10.244.0.0/16');
});

test.each<[string, Ask, string]>([
  ['nobody', {}, ''],
  ['hosts that balance', ({ control }) => ({ ingress: HostLoadBalancer.on(control) }), 'control'],
  ['balancers outside', { ingress: Ingress.nodePorts({ from: ['192.0.2.7/32'] }) }, '192.0.2.7/32'],
])('node ports are for %s', (_, ask, expected) => {
  expect(ports(ask, 'worker')).toMatchObject({ 'node-ports': expected, 'kube-proxy-health': expected });
});

test('some hosts of a pool are let in by their addresses', () => {
  const ask: Ask = ({ control }) => ({ controlPlane: control.take(1) });

  expect(ports(ask, 'worker')['kubelet']).toBe('10.20.0.11/32');
});
