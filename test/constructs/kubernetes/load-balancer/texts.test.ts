import type { ExposureSpec } from '../../../../lib/assembly';
import { apiEndpointText } from '../../../../lib/constructs/kubernetes/load-balancer/api-endpoint-text';
import { gatewayText } from '../../../../lib/constructs/kubernetes/load-balancer/gateway-text';
import { ingressText } from '../../../../lib/constructs/kubernetes/load-balancer/ingress-text';
import { keepalivedText } from '../../../../lib/constructs/kubernetes/load-balancer/keepalived-text';

const nodes = [
  { name: 'worker-1', address: '10.20.0.21' },
  { name: 'worker-2', address: '10.20.0.22' },
];

function exposure(host: string, path: string, service: string, scheme: ExposureSpec['scheme'] = 'http'): ExposureSpec {
  const certificate = scheme === 'https' ? { certificate: `/etc/haproxy-ingress/certificates/${host}.pem` } : {};
  return { scheme, host, path, service, nodePort: 30_100, backend: 'http', ...certificate };
}

function ingress(exposures: readonly ExposureSpec[]): string {
  return ingressText({
    exposures,
    nodes,
    monitorPort: 8445,
    maxConnections: 20_000,
    certificates: '/etc/haproxy-ingress/certificates',
  });
}

/** The lines that say where requests go. */
function routes(exposures: readonly ExposureSpec[]): readonly string[] {
  return ingress(exposures)
    .split('\n')
    .filter((line) => line.includes('use_backend') || line.includes('redirect'))
    .map((line) => line.trim());
}

test('the endpoint of the API passes connections to every API server that is ready', () => {
  const servers = [
    { name: 'control-1', address: '10.20.0.11', port: 6443 },
    { name: 'control-2', address: '10.20.0.12', port: 6443 },
  ];

  expect(apiEndpointText({ port: 8443, servers, monitorPort: 8444, maxConnections: 20_000 })).toMatchSnapshot();
});

test('the way in ends encryption and leads by host and path to ports of nodes', () => {
  const exposures = [
    exposure('shop.example.com', '/', 'shop/web', 'https'),
    exposure('admin.example.com', '/', 'shop/admin'),
  ];

  expect(ingress(exposures)).toMatchSnapshot();
});

test('a gateway in the cluster gets the connections as they come', () => {
  expect(
    gatewayText({ nodes, nodePorts: { http: 30_080, https: 30_443 }, monitorPort: 8445, maxConnections: 20_000 }),
  ).toMatchSnapshot();
});

test('the longest path comes first, and matches whole elements', () => {
  const exposures = [exposure('shop.example.com', '/', 'shop/web'), exposure('shop.example.com', '/api/', 'shop/api')];

  expect(routes(exposures)).toEqual([
    'use_backend shop.api-api if { hdr(host),host_only -i shop.example.com } { path /api } || { hdr(host),host_only -i shop.example.com } { path_beg /api/ }',
    'use_backend shop.web if { hdr(host),host_only -i shop.example.com }',
  ]);
});

test('a wildcard comes after the names that it covers', () => {
  const exposures = [exposure('*.example.com', '/', 'shop/any'), exposure('zoo.example.com', '/', 'shop/zoo')];

  expect(routes(exposures)).toEqual([
    'use_backend shop.zoo if { hdr(host),host_only -i zoo.example.com }',
    'use_backend shop.any if { hdr(host),host_only -i -m end .example.com }',
  ]);
});

test('who asks in the clear for an encrypted name is sent to the encrypted one', () => {
  expect(routes([exposure('shop.example.com', '/', 'shop/web', 'https')])).toEqual([
    'http-request redirect scheme https code 301 if { hdr(host),host_only -i shop.example.com }',
    'use_backend shop.web if { hdr(host),host_only -i shop.example.com }',
  ]);
});

test('the order of declaration leaves no trace', () => {
  const exposures = [exposure('b.example.com', '/', 'shop/b'), exposure('a.example.com', '/', 'shop/a')];

  expect(ingress(exposures)).toBe(ingress([...exposures].reverse()));
});

test('pods that speak HTTP/2 in the clear are spoken to in it', () => {
  const grpc: ExposureSpec = { ...exposure('grpc.example.com', '/', 'shop/grpc'), backend: 'h2c' };

  expect(ingress([grpc])).toContain('default-server check inter 2s fall 2 rise 1 proto h2\n');
  expect(ingress([{ ...grpc, backend: 'http' }])).not.toContain('proto h2');
});

test('an address moves between hosts that know each other by name, and goes where its checks answer', () => {
  const addresses = [
    { name: 'api', address: '10.20.0.5/24', routerId: 5, checks: ['http://127.0.0.1:8444/ready'] },
    { name: 'ingress', address: '10.20.0.6/24', routerId: 6, checks: ['http://127.0.0.1:8445/ready'] },
  ];
  const peers = ['10.20.0.12', '10.20.0.13'];

  expect(keepalivedText({ interface: 'eth0', address: '10.20.0.11', peers, addresses })).toMatchSnapshot();
});
