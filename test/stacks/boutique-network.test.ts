import { render, resourcesOf } from '../../lib/assembly';
import { App } from '../../lib/program';
import { Manifests, Match, synthesize, type PatternObject } from '../../lib/testing';
import { addEnvironments } from '../../stacks/environments';
import { onlineBoutique } from './online-boutique';

const app = new App();
addEnvironments(app);
const staging = synthesize(app).assemblyOf('staging');
const manifests = Manifests.of(staging);

interface Edge {
  readonly from: string;
  readonly to: string;
  /** Where the process listens: policies see that port, not the service's. */
  readonly port: number;
}

/** Who dials whom, as the variables of the release say. */
const edges: readonly Edge[] = Object.entries(onlineBoutique).flatMap(([from, { env }]) =>
  Object.values(env).flatMap((value) => {
    const [, to = '', service = ''] = /^([a-z-]+):(\d+)$/.exec(value) ?? [];
    const port = onlineBoutique[to]?.ports.find((one) => String(one.service) === service);
    return port ? [{ from, to, port: port.container }] : [];
  }),
);

test('the release has sixteen edges', () => {
  expect(edges).toHaveLength(16);
});

test.each(edges)('$from -> $to: out of the one, into the other', ({ from, to, port }) => {
  const pods = (name: string): PatternObject => ({ podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } });
  const ports = [{ port, protocol: 'TCP' }];

  manifests.hasObject('NetworkPolicy', {
    metadata: { name: from },
    spec: { ...pods(from), egress: Match.arrayWith([{ to: Match.arrayWith([pods(to)]), ports }]) },
  });
  manifests.hasObject('NetworkPolicy', {
    metadata: { name: to },
    spec: { ...pods(to), ingress: Match.arrayWith([{ from: Match.arrayWith([pods(from)]), ports }]) },
  });
});

test('reachability.txt has these, DNS, the way in and the assistant, and nothing else', () => {
  const workloads = [...Object.keys(onlineBoutique), 'frontend-check'];
  const line = ({ from, to, port }: Edge): string => `boutique/${from} -> boutique/${to} tcp/${String(port)}`;

  const text = render(staging).get('facts/reachability.txt') ?? '';

  expect(text.split('\n').filter((one) => one !== '' && !one.startsWith('#'))).toEqual(
    [
      ...edges.map(line),
      line({ from: 'frontend-check', to: 'frontend', port: 8080 }),
      ...workloads.flatMap((name) => [`boutique/${name} -> dns tcp/53`, `boutique/${name} -> dns udp/53`]),
      'boutique/frontend -> 203.0.113.20/32 tcp/80',
      ...['10.30.0.11', '10.30.0.12', '10.30.0.13'].map(
        (address) =>
          `${address}/32 -> boutique/frontend tcp/8080 (the world, by https://staging.boutique.example.com/)`,
      ),
    ].sort(),
  );
});

test('all else is denied, both ways', () => {
  manifests.hasObject('NetworkPolicy', {
    metadata: { name: 'default-deny' },
    spec: Match.exact({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
  });
});

test('no policy has a rule that allows everything', () => {
  const rules = resourcesOf(staging, 'object')
    .filter(({ spec }) => spec.kind === 'NetworkPolicy')
    .flatMap(({ spec }) => {
      const { ingress = [], egress = [] } = spec['spec'] as Readonly<Record<string, readonly object[]>>;
      return [...ingress.map((rule) => ['from', rule] as const), ...egress.map((rule) => ['to', rule] as const)];
    });

  expect(rules.length).toBeGreaterThan(edges.length);
  expect(rules.filter(([peers, rule]) => !(peers in rule) || !('ports' in rule))).toEqual([]);
});
