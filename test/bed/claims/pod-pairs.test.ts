import { bedAssembly } from './environment';
import { RunningPolicies, type KnownPod } from './known-pods';
import { balanced, podPairs } from './pod-pairs';
import type { Pod } from './pods';

function pod(name: string, host: string, labels: Readonly<Record<string, string>>, more: Partial<Pod> = {}): Pod {
  return { namespace: 'guests', name, uid: name, host, address: '10.244.0.9', labels, hostNetwork: false, ...more };
}

const app = (name: string): Readonly<Record<string, string>> => ({
  'app.kubernetes.io/name': name,
  'app.kubernetes.io/part-of': 'guests',
  'pod-template-hash': 'abc',
});

const running = [
  pod('guestbook-abc', 'worker-1', app('guestbook')),
  pod('entries-0', 'worker-1', { ...app('entries'), role: 'primary' }),
  pod('entries-1', 'worker-2', { ...app('entries'), role: 'replica' }),
  pod('entries-grants-abc', 'worker-2', app('entries-grants')),
  pod('visits-0', 'worker-2', app('visits')),
  pod('coredns-abc', 'control-1', { 'k8s-app': 'kube-dns' }, { namespace: 'kube-system' }),
  pod('control-1', 'control-1', { app: 'probe' }, { namespace: 'bed-probes' }),
  pod('flannel-abc', 'control-1', { app: 'flannel' }, { namespace: 'kube-flannel', hostNetwork: true }),
];
const policies = new RunningPolicies(bedAssembly(), running);

function known(name: string): KnownPod {
  const found = policies.pods.find(({ pod: { name: own } }) => own === name);
  if (!found) throw new Error(`There is no pod "${name}".`);
  return found;
}

test('pods of the environment are known by the labels of their templates, others are guests', () => {
  expect(policies.pods.map(({ pod: { name }, isDeclared }) => [name, isDeclared])).toEqual([
    ['guestbook-abc', true],
    ['entries-0', true],
    ['entries-1', true],
    ['entries-grants-abc', true],
    ['visits-0', true],
    ['coredns-abc', false],
    ['control-1', false],
  ]);
});

test.each([
  ['guestbook-abc', 'entries-1', 5432, true],
  ['guestbook-abc', 'entries-1', 8008, false],
  ['guestbook-abc', 'visits-0', 6379, true],
  ['entries-0', 'entries-1', 8008, true],
  ['entries-0', 'guestbook-abc', 8080, false],
  ['visits-0', 'coredns-abc', 53, true],
  ['visits-0', 'coredns-abc', 9153, false],
  ['coredns-abc', 'guestbook-abc', 8080, false],
  ['control-1', 'guestbook-abc', 8080, false],
  ['guestbook-abc', 'control-1', 8080, false],
  ['control-1', 'coredns-abc', 9153, true],
])('%s to %s on tcp/%d: %s', (from, to, port, allowed) => {
  expect(policies.allows(known(from), known(to), port)).toBe(allowed);
});

test('half of a sample is allowed, and the environment’s own pods come first', () => {
  const pairs = podPairs(policies, { count: 40, seed: 1, more: [53, 20001] });

  expect(pairs.filter(({ allowed }) => allowed)).toHaveLength(20);
  expect(pairs.filter(({ allowed }) => !allowed)).toHaveLength(20);
  const own = pairs.filter(({ allowed, from, to }) => allowed && from.isDeclared && to.isDeclared);
  // guestbook to both entries and visits, grants to both entries, and both entries to each other on two ports.
  expect(own).toHaveLength(3 + 2 + 4);
  expect(podPairs(policies, { count: 40, seed: 1, more: [53, 20001] })).toEqual(pairs);
  expect(podPairs(policies, { count: 40, seed: 2, more: [53, 20001] })).not.toEqual(pairs);
});

test.each([
  [[1, 2, 3], [4, 5, 6], 4, [1, 2, 4, 5]],
  [[1], [4, 5, 6], 4, [1, 4, 5, 6]],
  [[1, 2, 3], [4], 4, [1, 2, 3, 4]],
  [[1], [4], 4, [1, 4]],
])('%j and %j, %d of them: %j', (a, b, count, expected) => {
  expect(balanced(a, b, count)).toEqual(expected);
});
