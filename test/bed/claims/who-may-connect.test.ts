import { bedAssembly } from './environment';
import { HostDoors, type Approach } from './who-may-connect';

const doors = new HostDoors(bedAssembly());

const approaches: readonly (readonly [string, Approach, string | undefined])[] = [
  ['the world by ssh', { host: 'worker-1', protocol: 'tcp', port: 22, from: '10.88.0.1' }, 'ssh'],
  ['the world by HTTP', { host: 'control-2', protocol: 'tcp', port: 80, from: '10.88.0.1' }, 'ingress-http'],
  ['the world by HTTP, at a worker', { host: 'worker-1', protocol: 'tcp', port: 80, from: '10.88.0.1' }, undefined],
  ['the world at the API', { host: 'control-1', protocol: 'tcp', port: 8443, from: '10.88.0.99' }, undefined],
  ['who applies, at it', { host: 'control-1', protocol: 'tcp', port: 8443, from: '10.88.0.1' }, 'api-endpoint'],
  ['a worker at the API', { host: 'control-1', protocol: 'tcp', port: 8443, from: '10.88.0.22' }, 'api-endpoint'],
  ['a worker at etcd', { host: 'control-1', protocol: 'tcp', port: 2379, from: '10.88.0.21' }, undefined],
  ['a control host at etcd', { host: 'control-1', protocol: 'tcp', port: 2379, from: '10.88.0.12' }, 'etcd-client'],
  [
    'a pod at its own API server',
    { host: 'control-1', protocol: 'tcp', port: 6443, from: '10.244.3.9' },
    'kube-apiserver',
  ],
  ['a pod at its own etcd', { host: 'control-1', protocol: 'tcp', port: 2379, from: '10.244.3.9' }, undefined],
  ['a worker at a node port', { host: 'worker-1', protocol: 'tcp', port: 30889, from: '10.88.0.22' }, undefined],
  ['a load balancer at one', { host: 'worker-1', protocol: 'tcp', port: 30889, from: '10.88.0.13' }, 'node-ports'],
  ['vxlan from a worker', { host: 'control-1', protocol: 'udp', port: 8472, from: '10.88.0.21' }, 'flannel-vxlan'],
  ['vxlan from the world', { host: 'control-1', protocol: 'udp', port: 8472, from: '10.88.0.1' }, undefined],
  ['vxlan by another protocol', { host: 'control-1', protocol: 'tcp', port: 8472, from: '10.88.0.21' }, undefined],
  [
    'what listens on loopback alone',
    { host: 'control-1', protocol: 'tcp', port: 10257, from: '10.88.0.12' },
    undefined,
  ],
];

test.each(approaches)('%s', (_, approach, rule) => {
  expect(doors.opener(approach)).toBe(rule);
});

test('the ports to try are those of the rules, the ends of ranges, and what lies beside them', () => {
  expect(doors.ports('udp')).toEqual([8471, 8472, 8473, 29999, 30000, 31383, 32767, 32768]);
});

test('a rule that lets nobody in is a rule all the same', () => {
  const rules = doors.rulesFor({ host: 'control-1', protocol: 'tcp', port: 10257 });

  expect(rules.map(({ name, from }) => [name, from])).toEqual([['kube-controller-manager', []]]);
});
