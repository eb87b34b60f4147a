import { PolicyEvaluator } from '../../../lib/assembly/network';
import type { Manifest } from '../../../lib/assembly';
import type { JsonObject } from '../../../lib/core';
import { app, assemblyOf, deployment, namespace, object, policy } from './assembly-of';

// One caller and one target in "shop", the same caller in "other". Each rule of the API is met once and just missed once.
const base: readonly Manifest[] = [
  namespace('shop'),
  namespace('other', { team: 'blue' }),
  deployment('shop/caller', {}, { tier: 'web' }),
  deployment('other/caller', {}, { tier: 'web' }),
  deployment('shop/target', { http: 8080, dns: '53/UDP' }),
];

function ports(policies: readonly Manifest[], from = 'shop/caller', cluster = {}): string {
  const evaluator = new PolicyEvaluator(assemblyOf([...base, ...policies], { cluster }));
  const [source, target] = [from, 'shop/target'].map((name) => evaluator.pods.find((pods) => pods.name === name));
  if (!source || !target) throw new Error('the fixture lacks a workload');
  return evaluator.portsBetween(source, target).texts().join(' ');
}

const ingress = (rules: readonly JsonObject[]): readonly Manifest[] => [
  policy('shop/p', { podSelector: app('target'), policyTypes: ['Ingress'], ingress: rules }),
];
const egress = (rules: readonly JsonObject[]): readonly Manifest[] => [
  policy('shop/p', { podSelector: app('caller'), policyTypes: ['Egress'], egress: rules }),
];
const from = (peer: JsonObject): readonly Manifest[] => ingress([{ from: [peer] }]);

describe('which pods a policy isolates', () => {
  test.each<[string, readonly Manifest[], string]>([
    ['no policy at all', [], 'any port'],
    ['a policy on other pods', [policy('shop/p', { podSelector: app('other') })], 'any port'],
    ['a policy in another namespace', [policy('other/p', { podSelector: {} })], 'any port'],
    ['an empty selector: all pods of the namespace', [policy('shop/p', { podSelector: {} })], ''],
    ['no types given: Ingress', [policy('shop/p', { podSelector: app('target') })], ''],
    ['no types and no egress: Egress is left alone', [policy('shop/p', { podSelector: app('caller') })], 'any port'],
    [
      'no types and an empty egress: as well',
      [policy('shop/p', { podSelector: app('caller'), egress: [] })],
      'any port',
    ],
    [
      'no types, but egress rules: both',
      [policy('shop/p', { podSelector: app('caller'), egress: [{ ports: [{ port: 1 }] }] })],
      'tcp/1',
    ],
    [
      'egress rules under the type Ingress: without meaning',
      [policy('shop/p', { podSelector: app('caller'), policyTypes: ['Ingress'], egress: [{ ports: [{ port: 1 }] }] })],
      'any port',
    ],
    ['no rules: nothing passes', ingress([]), ''],
    ['a rule without members: everything passes', ingress([{}]), 'any port'],
    ['empty lists in a rule: everything passes', ingress([{ from: [], ports: [] }]), 'any port'],
    ['a rule with an empty peer: nobody', ingress([{ from: [{}] }]), ''],
  ])('%s', (_, policies, expected) => {
    expect(ports(policies)).toBe(expected);
  });

  test('a pod on the network of its host is not isolated', () => {
    const host = deployment('shop/host', {}, {}, { hostNetwork: true });
    const policies = [host, policy('shop/deny', { podSelector: {}, policyTypes: ['Egress'] })];
    expect(ports(policies, 'shop/host')).toBe('any port');
    expect(ports(policies, 'shop/caller')).toBe('');
  });

  test('a connection needs the leave of both ends', () => {
    const out = egress([{ to: [{ podSelector: app('target') }], ports: [{ port: 8080 }, { port: 9090 }] }]);
    const into = policy('shop/q', {
      podSelector: app('target'),
      ingress: [{ ports: [{ port: 8080, endPort: 8090 }] }],
    });
    expect(ports([...out, into])).toBe('tcp/8080');
  });

  test('policies add up', () => {
    const other = policy('shop/q', { podSelector: app('target'), ingress: [{ ports: [{ port: 2 }] }] });
    expect(ports([...ingress([{ ports: [{ port: 1 }] }, { ports: [{ port: 4 }] }]), other])).toBe('tcp/1-2 tcp/4');
  });
});

describe('whom a peer means', () => {
  test.each<[string, JsonObject, [string, string]]>([
    ['podSelector: the policy’s own namespace', { podSelector: app('caller') }, ['any port', '']],
    ['podSelector that just misses', { podSelector: app('callers') }, ['', '']],
    ['podSelector: {}', { podSelector: {} }, ['any port', '']],
    ['namespaceSelector: all pods there', { namespaceSelector: { matchLabels: { team: 'blue' } } }, ['', 'any port']],
    ['namespaceSelector: {}', { namespaceSelector: {} }, ['any port', 'any port']],
    [
      'namespaceSelector by the automatic label',
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } } },
      ['', 'any port'],
    ],
    [
      'both selectors: both must match',
      { namespaceSelector: {}, podSelector: app('caller') },
      ['any port', 'any port'],
    ],
    ['both selectors: the pod does not', { namespaceSelector: {}, podSelector: app('nobody') }, ['', '']],
    [
      'both selectors: the namespace does not',
      { namespaceSelector: { matchLabels: { team: 'red' } }, podSelector: app('caller') },
      ['', ''],
    ],
  ])('%s', (_, peer, [here, there]) => {
    expect(ports(from(peer), 'shop/caller')).toBe(here);
    expect(ports(from(peer), 'other/caller')).toBe(there);
  });

  test('two peers are alternatives', () => {
    const rules = ingress([{ from: [{ podSelector: app('nobody') }, { podSelector: app('caller') }] }]);
    expect(ports(rules)).toBe('any port');
  });

  test('a namespace that is only named has the automatic label and no other', () => {
    const caller = deployment('elsewhere/caller');
    const named = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'elsewhere' } } };
    const labelled = { namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'Exists' }] } };
    expect(ports([caller, ...from(named)], 'elsewhere/caller')).toBe('any port');
    expect(ports([caller, ...from(labelled)], 'elsewhere/caller')).toBe('');
  });

  test.each<[string, JsonObject, boolean]>([
    ['In', { key: 'tier', operator: 'In', values: ['db', 'web'] }, true],
    ['In, other values', { key: 'tier', operator: 'In', values: ['db'] }, false],
    ['In, no label', { key: 'zone', operator: 'In', values: ['web'] }, false],
    ['NotIn', { key: 'tier', operator: 'NotIn', values: ['db'] }, true],
    ['NotIn, no label', { key: 'zone', operator: 'NotIn', values: ['web'] }, true],
    ['NotIn, its value', { key: 'tier', operator: 'NotIn', values: ['web'] }, false],
    ['Exists', { key: 'tier', operator: 'Exists' }, true],
    ['Exists, no label', { key: 'zone', operator: 'Exists' }, false],
    ['DoesNotExist', { key: 'zone', operator: 'DoesNotExist' }, true],
    ['DoesNotExist, but it does', { key: 'tier', operator: 'DoesNotExist' }, false],
    ['an operator that is none', { key: 'tier', operator: 'Gt', values: ['1'] }, false],
    ['a label that every JavaScript object has', { key: 'constructor', operator: 'Exists' }, false],
  ])('matchExpressions: %s', (_, expression, matches) => {
    expect(ports(from({ podSelector: { matchExpressions: [expression] } }))).toBe(matches ? 'any port' : '');
  });

  test('labels and expressions must all match', () => {
    const expression = { key: 'tier', operator: 'In', values: ['db'] };
    expect(ports(from({ podSelector: { ...app('caller'), matchExpressions: [expression] } }))).toBe('');
  });
});

describe('which ports a rule means', () => {
  test.each<[string, JsonObject, string]>([
    ['a number is TCP', { port: 8080 }, 'tcp/8080'],
    ['a number of another protocol', { port: 8080, protocol: 'SCTP' }, 'sctp/8080'],
    ['a protocol alone: all its ports', { protocol: 'UDP' }, 'udp/*'],
    ['nothing: all ports of TCP', {}, 'tcp/*'],
    ['a range', { port: 7000, endPort: 7999 }, 'tcp/7000-7999'],
    ['a name', { port: 'http' }, 'tcp/8080'],
    ['a name of another protocol', { port: 'dns' }, ''],
    ['a name with its protocol', { port: 'dns', protocol: 'UDP' }, 'udp/53'],
    ['a name that the target does not have', { port: 'grpc' }, ''],
    ['digits in quotes are a name', { port: '8080' }, ''],
  ])('%s', (_, port, expected) => {
    expect(ports(ingress([{ ports: [port] }]))).toBe(expected);
    // A name is the target's in both directions.
    expect(ports(egress([{ ports: [port] }]))).toBe(expected);
  });

  test('a name is looked up among what runs for good: sidecars, not init containers', () => {
    const port = (name: string, containerPort: number): JsonObject => ({ ports: [{ name, containerPort }] });
    const target = (restartPolicy: string | null): Manifest =>
      object('v1', 'Pod', 'shop/pod', {
        labels: { app: 'target' },
        spec: {
          containers: [{ name: 'main' }],
          initContainers: [
            { name: 'first', ...(restartPolicy !== null && { restartPolicy }), ...port('metrics', 9000) },
          ],
        },
      });
    const toPod = (pod: Manifest): string => {
      const evaluator = new PolicyEvaluator(assemblyOf([...base, pod, ...ingress([{ ports: [{ port: 'metrics' }] }])]));
      const [source, listener] = ['shop/caller', 'shop/pod'].map((name) =>
        evaluator.pods.find((one) => one.name === name),
      );
      return source && listener ? evaluator.portsBetween(source, listener).texts().join(' ') : 'not found';
    };
    expect(toPod(target('Always'))).toBe('tcp/9000');
    expect(toPod(target(null))).toBe('');
  });
});

describe('whether addresses mean pods', () => {
  const block = (cidr: string, ...except: readonly string[]): readonly Manifest[] =>
    from({ ipBlock: { cidr, except } });

  test.each<[string, readonly Manifest[], string | null, boolean]>([
    ['outside of the pods’ range', block('203.0.113.0/24'), '10.244.0.0/16', false],
    ['a part of the pods’ range', block('10.244.3.0/24'), '10.244.0.0/16', true],
    ['around the pods’ range', block('10.0.0.0/8'), '10.244.0.0/16', true],
    ['around it, except just it', block('10.0.0.0/8', '10.244.0.0/16'), '10.244.0.0/16', false],
    ['around it, except a half of it', block('10.0.0.0/8', '10.244.0.0/17'), '10.244.0.0/16', true],
    ['everything', block('0.0.0.0/0'), '10.244.0.0/16', true],
    ['everything of the other family', block('::/0'), '10.244.0.0/16', false],
    ['everything of a second family', block('::/0'), '10.244.0.0/16,fd00:10:244::/56', true],
    ['everything, where the range is not known', block('0.0.0.0/0'), null, true],
    ['a part, where the range is not known', block('10.0.0.0/8'), null, false],
    ['host bits are dropped, as Kubernetes does', block('10.244.0.7/16'), '10.244.0.0/16', true],
    ['no CIDR', block('everywhere'), '10.244.0.0/16', false],
  ])('%s', (_, policies, podRange, matches) => {
    expect(ports(policies, 'shop/caller', { podRange: podRange ?? undefined })).toBe(matches ? 'any port' : '');
  });

  test('a pod on its host’s network has an address that only a block of all is sure to hold', () => {
    const host = deployment('shop/host', {}, {}, { hostNetwork: true });
    expect(ports([host, ...block('0.0.0.0/0', '10.244.0.0/16')], 'shop/host')).toBe('any port');
    expect(ports([host, ...block('10.244.0.0/16')], 'shop/host')).toBe('');
    expect(ports([host, ...from({ podSelector: app('host') })], 'shop/host')).toBe('');
  });
});
