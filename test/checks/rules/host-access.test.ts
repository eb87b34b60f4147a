import { found, workload } from '../assembly-of';

test('everything that reaches into the node', () => {
  const pod = {
    hostNetwork: true,
    hostPID: true,
    hostIPC: true,
    volumes: [{ name: 'docker', hostPath: { path: '/var/run/docker.sock' } }],
  };
  const container = { securityContext: { privileged: true } };
  expect(found('host-access', [workload('shop/agent', { pod, container })])).toMatchInlineSnapshot(`
    "error host-access
    at  live/shop/agent stacks/shop.ts:30
    why Deployment "shop/agent" (stacks/shop.ts:30) has hostNetwork, hostPID, hostIPC, the hostPath /var/run/docker.sock and the privileged containers["main"]. Each of them is a part of its node, outside of what keeps pods apart.
    fix Use a volume, a Service or a capability instead; where a node is what the program is about, acknowledge "host-access" on it and say why."
  `);
});

test('a port of the node', () => {
  const ports = [{ containerPort: 8080, hostPort: 80 }];
  expect(found('host-access', [workload('shop/web', { container: { ports } })])).toMatchInlineSnapshot(`
    "error host-access
    at  live/shop/web stacks/shop.ts:30
    why Deployment "shop/web" (stacks/shop.ts:30) has the hostPort 80 of containers["main"]. Each of them is a part of its node, outside of what keeps pods apart.
    fix Use a volume, a Service or a capability instead; where a node is what the program is about, acknowledge "host-access" on it and say why."
  `);
});

test('what only looks like it', () => {
  const pod = { hostNetwork: false, hostPID: false, volumes: [{ name: 'tmp', emptyDir: {} }] };
  const container = { securityContext: { privileged: false }, ports: [{ containerPort: 8080, hostPort: 0 }] };
  expect(found('host-access', [workload('shop/web', { pod, container })])).toBe('');
});
