import { join } from 'node:path';
import { upstream } from '../../tools/upstream';
import { networkPolicy, type PolicyVerdict } from './network-policy';

jest.setTimeout(600_000);
beforeAll(() => upstream('network-policy'));

const fixtures = join(__dirname, 'fixtures/network-policy');
const outside = ['203.0.113.7', '203.0.113.200'];

/** The allowed connections, one line for each pair. */
function allowed(verdicts: readonly PolicyVerdict[]): string {
  const ports = new Map<string, string[]>();
  for (const { from, to, protocol, port } of verdicts.filter((verdict) => verdict.allowed)) {
    const pair = `${from} -> ${to}`;
    ports.set(pair, [...(ports.get(pair) ?? []), `${protocol}/${String(port)}`]);
  }
  return [...ports].map(([pair, list]) => `${pair}: ${list.join(' ')}`).join('\n');
}

function between(verdicts: readonly PolicyVerdict[], from: string, to: string): string {
  return allowed(verdicts.filter((verdict) => verdict.from === from && verdict.to === to));
}

describe('a namespace that denies all and allows single edges', () => {
  let verdicts: readonly PolicyVerdict[] = [];
  beforeAll(async () => {
    verdicts = await networkPolicy(join(fixtures, 'shop'), { outside });
  });

  test('everything inside and from outside of it', () => {
    const shop = verdicts.filter(({ from, to }) => from.startsWith('shop/') || to.startsWith('shop/'));
    expect(allowed(shop)).toMatchInlineSnapshot(`
     "monitoring/Deployment/scraper -> shop/Deployment/cart: TCP/7000 TCP/7070 TCP/8079
     monitoring/Deployment/scraper -> shop/Deployment/checkout: TCP/7000 TCP/7070 TCP/8079
     shop/Deployment/checkout -> shop/Deployment/cart: TCP/7070
     shop/Deployment/checkout -> 203.0.113.7: TCP/443
     203.0.113.7 -> shop/Deployment/checkout: TCP/8080
     203.0.113.200 -> shop/Deployment/checkout: TCP/8080
     shop/Deployment/orders -> shop/Deployment/orders: TCP/5432"
    `);
  });

  test('every pair is judged on every port, each workload also with itself', () => {
    const ports = new Set(verdicts.map(({ protocol, port }) => `${protocol}/${String(port)}`));
    expect([...ports].sort()).toMatchInlineSnapshot(`
     [
       "TCP/443",
       "TCP/5432",
       "TCP/65535",
       "TCP/7000",
       "TCP/7070",
       "TCP/8079",
       "TCP/8080",
       "TCP/9090",
     ]
    `);
    expect(verdicts).toHaveLength((5 * 5 + 5 * 2 * 2) * ports.size);
  });

  test('a namespace without policies allows all', () => {
    const open = verdicts.filter(({ from, to }) => from === 'monitoring/Deployment/scraper' && to.startsWith('open/'));
    expect(open.every((verdict) => verdict.allowed)).toBe(true);
  });
});

describe('what an API server adds to an object is added before the engine sees it:', () => {
  let verdicts: readonly PolicyVerdict[] = [];
  beforeAll(async () => {
    verdicts = await networkPolicy(join(fixtures, 'defaults'));
  });

  test('policy types, protocols and the label with the name of a namespace', () => {
    expect(between(verdicts, 'plain/Pod/caller', 'plain/Job/resolver')).toMatchInlineSnapshot(
      `"plain/Pod/caller -> plain/Job/resolver: TCP/53 UDP/53"`,
    );
    expect(between(verdicts, 'plain/Job/resolver', 'plain/Pod/caller')).toBe('');
  });

  test('an empty list of rules allows nothing', () => {
    expect(between(verdicts, 'plain/Job/resolver', 'plain/Pod/shut')).toBe('');
  });

  test('a pod on the host network is outside of all policies', () => {
    expect(between(verdicts, 'plain/Job/resolver', 'plain/DaemonSet/agent')).not.toBe('');
    expect(between(verdicts, 'plain/DaemonSet/agent', 'plain/Job/resolver')).not.toBe('');
    expect(between(verdicts, 'plain/DaemonSet/agent', 'plain/Pod/shut')).toBe('');
  });
});

test('the ranges of pods and nodes decide what rules with addresses say', async () => {
  const pods = await networkPolicy(join(fixtures, 'shop'), { pods: '203.0.113.0/25' });
  expect(between(pods, 'shop/Deployment/checkout', 'open/Deployment/other')).toBe(
    'shop/Deployment/checkout -> open/Deployment/other: TCP/443',
  );
  await expect(networkPolicy(join(fixtures, 'shop'), { pods: '10.0.0.0/30' })).rejects.toThrow(
    'the range 10.0.0.0/30 has too few addresses for all pods',
  );
});

test.each([
  ['a misspelt field', 'misspelt', /policy\.yaml: .*unknown field "podSelektor"/],
  ['a list of objects', 'list', /list\.yaml: a List is not read: write one document for each object/],
])('%s is bad input, not a verdict', async (_, folder, message) => {
  await expect(networkPolicy(join(fixtures, folder))).rejects.toThrow(message);
});
