import { factFiles } from '../../../lib/assembly/facts';
import type { Assembly, ComponentSpec, Manifest, NetworkFlowSpec } from '../../../lib/assembly';
import { app, assemblyOf, deployment, namespace, policy } from '../network/assembly-of';

function text(assembly: Assembly): string {
  return factFiles(assembly).get('facts/reachability.txt') ?? 'no file';
}

function lines(assembly: Assembly): string {
  return text(assembly)
    .replace(/^#.*\n/gm, '')
    .trimEnd();
}

const denyAll = policy('shop/default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
const inNamespace = (name: string): { matchLabels: Record<string, string> } => ({
  matchLabels: { 'kubernetes.io/metadata.name': name },
});
const dns = { namespaceSelector: inNamespace('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } };
const traefik = { namespaceSelector: inNamespace('infra'), podSelector: app('traefik') };

const shop: readonly Manifest[] = [
  namespace('shop'),
  denyAll,
  deployment('shop/cart', { grpc: 7070 }),
  deployment('shop/checkout', { http: 8080 }),
  deployment('shop/orders', { postgres: 5432 }),
  policy('shop/allow-dns', {
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [{ to: [dns], ports: [{ protocol: 'UDP', port: 53 }] }],
  }),
  policy('shop/cart', {
    podSelector: app('cart'),
    ingress: [{ from: [{ podSelector: app('checkout') }], ports: [{ port: 7070 }] }],
  }),
  policy('shop/checkout', {
    podSelector: app('checkout'),
    ingress: [{ from: [traefik], ports: [{ port: 8080 }] }],
    egress: [
      { to: [{ podSelector: app('cart') }], ports: [{ port: 7070 }] },
      { to: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] } }], ports: [{ port: 443 }] },
    ],
  }),
  policy('shop/orders', {
    podSelector: app('orders'),
    ingress: [{ from: [{ podSelector: app('orders') }], ports: [{ port: 5432 }] }],
    egress: [{ to: [{ podSelector: app('orders') }], ports: [{ port: 5432 }] }],
  }),
];

test('an isolated stack: its edges, its replicas, the gateway and DNS', () => {
  expect(text(assemblyOf(shop))).toMatchInlineSnapshot(`
    "# Who may open connections to whom, worked out from the NetworkPolicies: from -> to protocol/port.
    # "anyone" is every pod and the world, as far as the policies of the other end let it.
    # A block of addresses that overlaps 10.244.0.0/16, or the world, holds pods as well.
    # What a node says to its own pods, such as probes, always passes and is not listed.
    # Enforced by kube-router.
    shop/cart -> dns udp/53
    shop/checkout -> 203.0.113.0/24 except 203.0.113.128/25 tcp/443
    shop/checkout -> dns udp/53
    shop/checkout -> shop/cart tcp/7070
    shop/orders -> dns udp/53
    shop/orders -> shop/orders tcp/5432
    world -> shop/checkout tcp/8080 (through gateway infra/public)
    "
  `);
});

test('what comes in through the gateway says at which addresses', () => {
  const pods = { namespace: 'shop', labels: { app: 'checkout' } };
  const checkout: ComponentSpec = {
    type: 'microservice',
    pods,
    ports: [{ name: 'http', number: 8080, protocol: 'TCP' }],
    readiness: { kind: 'none' },
    disruption: { kind: 'single' },
    procedures: { install: 'apply', update: 'rolling-restart', remove: 'delete' },
  };
  const flow = (component: string, number: number, ...exposes: readonly string[]): NetworkFlowSpec => ({
    from: { kind: 'cidr', cidr: '0.0.0.0/0' },
    to: { kind: 'component', id: `shop/plinth/component/${component}` },
    ports: [{ number, protocol: 'TCP' }],
    reason: 'exposed',
    exposes,
  });
  const flows = {
    b: flow('checkout', 8080, 'https://shop.example.com/', 'https://shop.example.org/pay'),
    a: flow('checkout', 8080, 'http://shop.example.com/'),
    otherPort: flow('checkout', 9090, 'https://port.example.com/'),
    otherPods: flow('cart', 8080, 'https://cart.example.com/'),
  };
  const components = { checkout, cart: { ...checkout, pods: { ...pods, labels: { app: 'cart' } } } };
  const [line] = lines(assemblyOf(shop, { flows, components })).split('\n').slice(-1);
  expect(line).toMatchInlineSnapshot(
    `"world -> shop/checkout tcp/8080 (http://shop.example.com/ https://shop.example.com/ https://shop.example.org/pay through gateway infra/public)"`,
  );
});

test('a pair in which only one end allows it is no line', () => {
  const half = policy('shop/half', {
    podSelector: app('cart'),
    policyTypes: ['Egress'],
    egress: [{ to: [{ podSelector: app('orders') }] }],
  });
  expect(text(assemblyOf([...shop, half]))).toBe(text(assemblyOf(shop)));
});

test('nothing is allowed: the file is there and says so by being empty', () => {
  const assembly = assemblyOf([namespace('shop'), denyAll, deployment('shop/cart', { grpc: 7070 })]);
  expect(text(assembly)).toMatchInlineSnapshot(`
    "# Who may open connections to whom, worked out from the NetworkPolicies: from -> to protocol/port.
    # "anyone" is every pod and the world, as far as the policies of the other end let it.
    # A block of addresses that overlaps 10.244.0.0/16, or the world, holds pods as well.
    # What a node says to its own pods, such as probes, always passes and is not listed.
    # Enforced by kube-router.
    "
  `);
});

test('no pods: no file', () => {
  expect(text(assemblyOf([namespace('shop'), denyAll]))).toBe('no file');
});

test('what is open is said plainly', () => {
  const assembly = assemblyOf([
    namespace('shop'),
    deployment('shop/agent', {}, {}, { hostNetwork: true }),
    deployment('shop/debug', { http: 80 }),
    deployment('shop/cart', { grpc: 7070 }),
    policy('shop/cart', { podSelector: app('cart'), ingress: [{ ports: [{ port: 'grpc' }] }] }),
  ]);
  expect(lines(assembly)).toMatchInlineSnapshot(`
    "anyone -> shop/agent any port: it is on the network of its host, where policies do not apply
    anyone -> shop/cart tcp/7070: a policy allows it from everywhere
    anyone -> shop/debug any port: no policy selects it
    shop/agent -> anyone any port: it is on the network of its host, where policies do not apply
    shop/cart -> anyone any port: no policy limits whom it calls
    shop/debug -> anyone any port: no policy selects it"
  `);
});

test('a cluster that enforces nothing is told of first, and every line that would mislead says so', () => {
  const assembly = assemblyOf([...shop.slice(0, 4), ...shop.slice(6)], { cluster: { enforcer: 'none', name: 'lab' } });
  expect(text(assembly)).toMatchInlineSnapshot(`
    "# NOT ENFORCED: nothing in the cluster "lab" enforces NetworkPolicies. Everybody reaches everybody.
    # What policies would allow is marked (on paper).
    # Who may open connections to whom, worked out from the NetworkPolicies: from -> to protocol/port.
    # "anyone" is every pod and the world, as far as the policies of the other end let it.
    # A block of addresses that overlaps 10.244.0.0/16, or the world, holds pods as well.
    # What a node says to its own pods, such as probes, always passes and is not listed.
    anyone -> anyone any port: the cluster "lab" enforces no NetworkPolicies
    shop/checkout -> 203.0.113.0/24 except 203.0.113.128/25 tcp/443 (on paper: nothing enforces it)
    shop/checkout -> shop/cart tcp/7070 (on paper: nothing enforces it)
    world -> shop/checkout tcp/8080 (through gateway infra/public) (on paper: nothing enforces it)
    "
  `);
});

describe('peers outside the environment', () => {
  const cart = deployment('shop/cart', { grpc: 7070 });
  const withIngress = (...from: readonly Manifest['metadata'][]): Manifest => {
    return policy('shop/p', { podSelector: {}, ingress: [{ from, ports: [{ port: 7070 }] }] });
  };
  const incoming = (...given: Parameters<typeof assemblyOf>): string =>
    lines(assemblyOf(...given))
      .split('\n')
      .filter((line) => line.includes('-> shop/cart'))
      .join('\n');
  const peer = (value: object): Manifest['metadata'] => value as Manifest['metadata'];

  test.each([
    [
      'the world',
      { ipBlock: { cidr: '0.0.0.0/0', except: ['10.244.0.0/16', '10.0.0.0/16'] } },
      'world except 10.0.0.0/16, 10.244.0.0/16 -> shop/cart tcp/7070',
    ],
    ['the world of IPv6', { ipBlock: { cidr: '::/0' } }, 'world over IPv6 -> shop/cart tcp/7070'],
    [
      'pods by their labels',
      { namespaceSelector: inNamespace('ops'), podSelector: app('scraper') },
      'pods app=scraper in namespace ops -> shop/cart tcp/7070',
    ],
    [
      'all pods of namespaces by label',
      { namespaceSelector: { matchLabels: { team: 'blue' } } },
      'all pods in namespaces with team=blue -> shop/cart tcp/7070',
    ],
    [
      'pods of any namespace',
      {
        namespaceSelector: {},
        podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['b', 'a'] }] },
      },
      'pods app in (a,b) in any namespace -> shop/cart tcp/7070',
    ],
    [
      'pods that nobody makes',
      { podSelector: app('nobody') },
      'pods app=nobody in namespace shop -> shop/cart tcp/7070 (nothing has these labels)',
    ],
  ])('%s', (_, given, expected) => {
    expect(incoming([namespace('shop'), cart, withIngress(peer(given))])).toBe(expected);
  });

  test('every pod is also the gateway, and so the world', () => {
    expect(incoming([namespace('shop'), cart, withIngress(peer({ namespaceSelector: {} }))])).toMatchInlineSnapshot(`
      "every pod -> shop/cart tcp/7070
      world -> shop/cart tcp/7070 (through gateway infra/public)"
    `);
  });

  test('a flow of the environment gives pods a name', () => {
    const scraper: NetworkFlowSpec['from'] = {
      kind: 'pods',
      name: 'prometheus',
      namespaceLabels: { team: 'ops' },
      podLabels: { app: 'prometheus' },
    };
    const to = { kind: 'component', id: 'shop/plinth/component/cart' } as const;
    const flows = {
      metrics: { from: scraper, to, ports: [{ number: 7070, protocol: 'TCP' }], reason: 'metrics' },
    } as const;
    const selectors = { namespaceSelector: { matchLabels: { team: 'ops' } }, podSelector: app('prometheus') };
    const objects = [namespace('shop'), cart, withIngress(peer(selectors))];
    expect(incoming(objects, { flows })).toBe('prometheus -> shop/cart tcp/7070');
    expect(incoming(objects)).toBe('pods app=prometheus in namespaces with team=ops -> shop/cart tcp/7070');
  });

  test('a gateway that the environment declares itself is a workload, and still the world’s way in', () => {
    const gateway = [namespace('infra'), deployment('infra/traefik', { web: 8000 })];
    const objects = [namespace('shop'), cart, ...gateway, withIngress(peer(traefik))];
    expect(incoming(objects)).toMatchInlineSnapshot(`
      "infra/traefik -> shop/cart tcp/7070 (from namespace infra into shop)
      world -> shop/cart tcp/7070 (through gateway infra/public)"
    `);
    // Its own egress counts as well.
    const shut = policy('infra/shut', { podSelector: {}, policyTypes: ['Egress'] });
    expect(incoming([...objects, shut])).toBe('');
  });

  test('a port that only the other side could resolve keeps its name', () => {
    const egress = [{ to: [{ namespaceSelector: inNamespace('ops') }], ports: [{ port: 'metrics' }] }];
    const out = policy('shop/p', { podSelector: {}, policyTypes: ['Egress'], egress });
    expect(lines(assemblyOf([namespace('shop'), cart, out]))).toContain(
      'shop/cart -> all pods in namespace ops tcp/metrics (by name)',
    );
  });
});

describe('what pods are called', () => {
  const twice = (owners: readonly (string | undefined)[]): string => {
    const names = ['cart', 'cart-worker'];
    const objects = names.map((name, index) => {
      const owner = owners[index];
      return { manifest: deployment(`shop/${name}`), ...(owner !== undefined && { owner }) };
    });
    return lines(assemblyOf([namespace('shop'), ...objects]))
      .replace(/ -> .*/g, '')
      .replace(/anyone\n/g, '');
  };

  test.each([
    ['after the component', ['shop/basket', 'shop/worker'], ['shop/basket', 'shop/worker']],
    ['after the object, of several in a component', ['shop/basket', 'shop/basket'], ['shop/cart', 'shop/cart-worker']],
    ['after the object, in no component', [undefined, undefined], ['shop/cart', 'shop/cart-worker']],
    [
      'with the kind, where two would have the same',
      [undefined, 'shop/cart'],
      ['shop/Deployment/cart', 'shop/Deployment/cart-worker'],
    ],
  ])('%s', (_, owners, expected) => {
    expect(twice(owners).split('\n')).toEqual(expected);
  });

  test('pods that an operator makes are called after their component', () => {
    const spec = {
      type: 'postgres-cluster',
      pods: { namespace: 'shop', labels: { cluster: 'orders' } },
      ports: [{ name: 'postgres', number: 5432, protocol: 'TCP' }],
      readiness: { kind: 'none' },
      disruption: { kind: 'single' },
      procedures: { install: 'apply', update: 'rolling-restart', remove: 'retain' },
    } as const;
    const out = [{ from: [{ podSelector: app('cart') }], ports: [{ port: 'postgres' }] }];
    const objects = [
      namespace('shop'),
      deployment('shop/cart'),
      policy('shop/orders', { podSelector: { matchLabels: { cluster: 'orders' } }, ingress: out }),
    ];
    expect(lines(assemblyOf(objects, { components: { orders: spec } }))).toContain('shop/cart -> shop/orders tcp/5432');
  });
});

test('a connection that crosses namespaces says so', () => {
  const assembly = assemblyOf([
    namespace('shop'),
    namespace('tools'),
    deployment('shop/cart', { grpc: 7070 }),
    deployment('tools/probe'),
    policy('shop/p', {
      podSelector: {},
      ingress: [{ from: [{ namespaceSelector: inNamespace('tools') }], ports: [{ port: 'grpc' }] }],
    }),
  ]);
  expect(lines(assembly)).toContain('tools/probe -> shop/cart tcp/7070 (from namespace tools into shop)');
});
