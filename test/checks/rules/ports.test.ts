import type { JsonObject } from '../../../lib/core';
import { found, service, workload } from '../assembly-of';

const probing = (probe: JsonObject, ports: readonly JsonObject[] = [{ name: 'http', containerPort: 8080 }]): string =>
  found('probe-port', [workload('shop/cart', { container: { ports, readinessProbe: probe } })]);

test('a probe of a name that is not declared', () => {
  expect(probing({ httpGet: { path: '/', port: 'htp' } })).toMatchInlineSnapshot(`
    "error probe-port
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), containers["main"].readinessProbe.httpGet.port asks the port "htp"; the container declares "http" (8080).
    fix Did you mean "http"?"
  `);
});

test('a probe of a number that is not declared', () => {
  expect(probing({ grpc: { port: 9090 } })).toMatchInlineSnapshot(`
    "error probe-port
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), containers["main"].readinessProbe.grpc.port asks the port 9090; the container declares "http" (8080).
    fix Declare it: ports: { health: 9090 }, and name it in health: Health.http('health', ...)."
  `);
});

test('a hook of a container that declares nothing', () => {
  const container = { ports: undefined, lifecycle: { preStop: { httpGet: { path: '/stop', port: 'admin' } } } };
  expect(found('probe-port', [workload('shop/cart', { container })])).toMatchInlineSnapshot(`
    "error probe-port
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), containers["main"].lifecycle.preStop.httpGet.port asks the port "admin"; the container declares none.
    fix Declare it: ports: { admin: 8080 }, and name it in health: Health.http('admin', ...)."
  `);
});

test('the port of another container of the pod does not count', () => {
  const sidecar = { name: 'proxy', ports: [{ name: 'admin', containerPort: 9901 }] };
  const main = { name: 'main', livenessProbe: { tcpSocket: { port: 'admin' } } };
  expect(found('probe-port', [workload('shop/cart', { pod: { containers: [main, sidecar] } })])).not.toBe('');
});

test.each([
  [{ httpGet: { path: '/', port: 'http' } }],
  [{ tcpSocket: { port: 8080 } }],
  [{ tcpSocket: { port: '8080' } }],
  [{ grpc: { port: 8080 } }],
  [{ exec: { command: ['true'] } }],
  [{ httpGet: { host: 'db.example.com', port: 443 } }],
])('the probe %j asks what is there', (probe) => {
  expect(probing(probe)).toBe('');
});

test('two ports of a container with one name', () => {
  const ports: JsonObject[] = [
    { name: 'http', containerPort: 8080 },
    { name: 'http', containerPort: 8081, protocol: 'UDP' },
  ];
  expect(found('port-name-duplicate', [workload('shop/cart', { container: { ports } })])).toMatchInlineSnapshot(`
    "error port-name-duplicate
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), containers["main"]: the ports 8080/TCP and 8081/UDP are both called "http". Whoever asks for "http" could mean either, so the API server refuses them.
    fix Give each a name of its own: ports: { http: ..., 'http-2': ... }."
  `);
});

test('two ports of a Service with one name', () => {
  const ports = [
    { name: 'http', port: 80 },
    { name: 'http', port: 8080 },
  ];
  expect(found('port-name-duplicate', [workload('shop/cart'), service('shop/cart', { ports })])).toMatchInlineSnapshot(`
    "error port-name-duplicate
    at  live/shop/cart stacks/shop.ts:40
    why Service "shop/cart" (stacks/shop.ts:40): the ports 80/TCP and 8080/TCP are both called "http". Whoever asks for "http" could mean either, so the API server refuses them.
    fix Give each a name of its own: ports: { http: ..., 'http-2': ... }."
  `);
});

test('the same name in two containers, and ports without names', () => {
  const ports: JsonObject[] = [{ containerPort: 1 }, { containerPort: 2 }, { name: 'metrics', containerPort: 9090 }];
  const containers = [
    { name: 'main', ports },
    { name: 'exporter', ports: [{ name: 'metrics', containerPort: 9121 }] },
  ];
  expect(found('port-name-duplicate', [workload('shop/cart', { pod: { containers } })])).toBe('');
});

const listening = (port: number, container: JsonObject = {}, pod: JsonObject = {}): string => {
  const ports = [{ name: 'http', containerPort: port }];
  return found('port-privileged', [workload('shop/cart', { container: { ports, ...container }, pod })]);
};

test('a port below 1024 without root', () => {
  expect(listening(80)).toMatchInlineSnapshot(`
    "error port-privileged
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), containers["main"] listens at port 80 with runAsNonRoot: true and without the capability NET_BIND_SERVICE: only root may listen below 1024, unless the container runtime lowers net.ipv4.ip_unprivileged_port_start on every node.
    fix Listen higher and keep the service's number: ports: { http: { container: 8080, service: 80 } }; or add security: { addCapabilities: ['NET_BIND_SERVICE'] } where the program's file has that capability."
  `);
});

test('a port below 1024 with a user of its own', () => {
  expect(listening(443, { securityContext: { runAsUser: 1000 } })).toContain('with runAsUser: 1000');
});

test('a port that the pod’s own setting leaves to root', () => {
  const sysctls = [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '100' }];
  expect(listening(80, {}, { securityContext: { runAsNonRoot: true, sysctls } })).toContain('listen below 100');
});

test.each<readonly [string, number, JsonObject, JsonObject]>([
  ['from 1024 on', 1024, {}, {}],
  ['with the capability', 80, { securityContext: { capabilities: { add: ['NET_BIND_SERVICE'] } } }, {}],
  ['as root', 80, { securityContext: { runAsUser: 0 } }, { securityContext: { runAsUser: 1000 } }],
  ['where nobody says who it runs as', 80, {}, { securityContext: {} }],
  [
    'where the pod lowers the first port',
    80,
    {},
    { securityContext: { runAsNonRoot: true, sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] } },
  ],
])('a port %s', (_, port, container, pod) => {
  expect(listening(port, container, pod)).toBe('');
});

test('a container that offers SSH', () => {
  const ports = [{ name: 'ssh', containerPort: 22 }];
  expect(found('port-ssh', [workload('shop/bastion', { container: { ports } })])).toMatchInlineSnapshot(`
    "error port-ssh
    at  live/shop/bastion stacks/shop.ts:30
    why Deployment "shop/bastion" (stacks/shop.ts:30), containers["main"] offers port 22. A shell by SSH passes over the API server's authentication and its audit log.
    fix Remove the port and use \`kubectl exec\` or \`kubectl debug\`; acknowledge "port-ssh" where SSH is what the service is for, as in a Git server."
  `);
});

test('a port that only looks like it', () => {
  const ports = [{ name: 'ssh', containerPort: 2222 }];
  expect(found('port-ssh', [workload('shop/git', { container: { ports } })])).toBe('');
});
