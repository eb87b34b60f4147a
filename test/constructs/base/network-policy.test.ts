import { App, Size } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { renderDist, toYaml, type FlowPeer, type NetworkFlowSpec } from '../../../lib/assembly';
import { Environment, Stack } from '../../../lib/constructs/base';
import { KubernetesCluster } from '../../../lib/constructs/kubernetes';
import { EdgeBook, type Json } from '../../../lib/core';
import { findingsOf, production, synthesized } from '../../assembly/synthesize/program';
import { Example, policiesOf } from './example';

function shop(): Stack {
  return new Stack(production(), 'shop');
}

function textOf(policies: Readonly<Record<string, unknown>>): string {
  return toYaml(policies as Json);
}

const quota = { quota: { cpu: '1', memory: Size.gibibytes(1) } };

describe('an edge with a port opens it at both ends, and nowhere else', () => {
  test('inside a namespace', () => {
    const stack = shop();
    const [cart, web] = [new Example(stack, 'cart'), new Example(stack, 'web')];
    new Example(stack, 'unrelated');
    cart.port(7070).usedBy(web);

    expect(findingsOf(stack)).toBe('');
    expect(textOf(policiesOf(stack))).toMatchInlineSnapshot(`
      "shop/cart:
        podSelector:
          matchLabels:
            app.kubernetes.io/name: cart
        ingress:
          - ports:
              - protocol: TCP
                port: 7070
            from:
              - podSelector:
                  matchLabels:
                    app.kubernetes.io/name: web
        policyTypes:
          - Ingress
      shop/web:
        podSelector:
          matchLabels:
            app.kubernetes.io/name: web
        egress:
          - ports:
              - protocol: TCP
                port: 7070
            to:
              - podSelector:
                  matchLabels:
                    app.kubernetes.io/name: cart
        policyTypes:
          - Egress
      "
    `);
  });

  test('between two namespaces, each of which is named', () => {
    const stack = shop();
    const cart = new Example(new Stack(stack.environment, 'data'), 'cart');
    const web = new Example(stack, 'web');
    cart.port(7070).usedBy(web);

    expect(textOf(policiesOf(stack))).toMatchInlineSnapshot(`
      "data/cart:
        podSelector:
          matchLabels:
            app.kubernetes.io/name: cart
        ingress:
          - ports:
              - protocol: TCP
                port: 7070
            from:
              - podSelector:
                  matchLabels:
                    app.kubernetes.io/name: web
                namespaceSelector:
                  matchLabels:
                    kubernetes.io/metadata.name: shop
        policyTypes:
          - Ingress
      shop/web:
        podSelector:
          matchLabels:
            app.kubernetes.io/name: web
        egress:
          - ports:
              - protocol: TCP
                port: 7070
            to:
              - podSelector:
                  matchLabels:
                    app.kubernetes.io/name: cart
                namespaceSelector:
                  matchLabels:
                    kubernetes.io/metadata.name: data
        policyTypes:
          - Egress
      "
    `);
  });

  test('an edge that only orders opens nothing', () => {
    const stack = shop();
    const [cart, web] = [new Example(stack, 'cart'), new Example(stack, 'web')];
    web.needs(cart);

    expect(synthesized(stack).assembly.edges).toHaveLength(1);
    expect(policiesOf(stack)).toEqual({});
  });

  test('an edge to what has no pods opens nothing by itself', () => {
    const stack = shop();
    const [mail, web] = [new Example(stack, 'mail', { outside: true }), new Example(stack, 'web')];
    mail.port(25).usedBy(web);

    expect(policiesOf(stack)).toEqual({});
  });

  test('both kinds of edge open, and protocols and several ports of a pair are one rule', () => {
    const stack = shop();
    const [cart, web] = [new Example(stack, 'cart'), new Example(stack, 'web')];
    cart.port(8080).usedBy(web);
    cart.port(53, { kind: 'needs' }, 'UDP').usedBy(web);
    cart.port(53, {}, 'TCP').usedBy(web);
    cart.port(8080).usedBy(web);

    expect(policiesOf(stack)['shop/cart']).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'cart' } },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } } }],
          ports: [
            { protocol: 'TCP', port: 53 },
            { protocol: 'TCP', port: 8080 },
            { protocol: 'UDP', port: 53 },
          ],
        },
      ],
    });
  });

  test('peers with the same ports share a rule', () => {
    const stack = shop();
    const cart = new Example(stack, 'cart');
    for (const id of ['web', 'admin']) cart.port(7070).usedBy(new Example(stack, id));
    cart.port(9090).usedBy(new Example(stack, 'metrics'));

    expect(policiesOf(stack)['shop/cart']).toMatchObject({
      ingress: [
        {
          from: [
            { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'admin' } } },
            { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } } },
          ],
          ports: [{ port: 7070 }],
        },
        { from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'metrics' } } }], ports: [{ port: 9090 }] },
      ],
    });
  });

  test('what a part of a component uses, the component uses', () => {
    const stack = shop();
    const [cart, web] = [new Example(stack, 'cart'), new Example(stack, 'web')];
    cart.port(7070).usedBy(new Construct(web, 'part'));

    expect(Object.keys(policiesOf(stack))).toEqual(['shop/cart', 'shop/web']);
  });

  test('an open stack writes no policy; its neighbour still does', () => {
    const stack = shop();
    const open = new Stack(stack.environment, 'open', { network: 'open' });
    const [cart, web] = [new Example(open, 'cart'), new Example(stack, 'web')];
    cart.port(7070).usedBy(web);

    expect(Object.keys(policiesOf(stack))).toEqual(['shop/web']);
  });
});

describe('a flow opens its side', () => {
  const cidr: FlowPeer = { kind: 'cidr', cidr: '192.0.2.0/24', except: ['192.0.2.1/32'] };
  const gateway: FlowPeer = {
    kind: 'pods',
    name: 'gateway',
    namespaceLabels: { 'kubernetes.io/metadata.name': 'infra' },
    podLabels: { app: 'traefik' },
  };
  const cart: FlowPeer = { kind: 'component', id: 'shop/plinth/component/cart' };
  const ports: NetworkFlowSpec['ports'] = [{ number: 8080, protocol: 'TCP' }];

  function policyWith(from: FlowPeer, to: FlowPeer): unknown {
    const stack = shop();
    new Example(stack, 'cart', { flows: { it: { from, to, ports, reason: 'a test' } } });
    return policiesOf(stack)['shop/cart'];
  }

  const podSelector = { matchLabels: { 'app.kubernetes.io/name': 'cart' } };
  const opened = [{ protocol: 'TCP', port: 8080 }];

  test.each([
    [
      'from addresses',
      cidr,
      cart,
      {
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ ipBlock: { cidr: '192.0.2.0/24', except: ['192.0.2.1/32'] } }], ports: opened }],
      },
    ],
    [
      'to addresses',
      cart,
      { kind: 'cidr', cidr: '192.0.2.0/24' },
      { policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: opened }] },
    ],
    [
      'from pods of others',
      gateway,
      cart,
      {
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [
              {
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'infra' } },
                podSelector: { matchLabels: { app: 'traefik' } },
              },
            ],
            ports: opened,
          },
        ],
      },
    ],
    [
      'among its own pods',
      cart,
      cart,
      {
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: [{ podSelector }], ports: opened }],
        egress: [{ to: [{ podSelector }], ports: opened }],
      },
    ],
  ] as const)('%s', (_, from, to, expected) => {
    expect(policyWith(from, to)).toEqual({ podSelector, ...expected });
  });
});

describe('across environments that share a cluster', () => {
  function two(): { readonly shared: Environment; readonly staging: Environment } {
    const app = new App();
    const shared = production('1.36', app);
    return { shared, staging: new Environment(app, 'staging', { cluster: shared.cluster, namespaces: quota }) };
  }

  test('an exported port is opened at both ends, whichever environment is synthesized first', () => {
    const make = (): { readonly shared: Environment; readonly staging: Environment } => {
      const { shared, staging } = two();
      const cart = new Example(new Stack(shared, 'shop'), 'cart');
      cart.port(7070, { exported: true }).usedBy(new Example(new Stack(staging, 'shop'), 'web'));
      return { shared, staging };
    };
    const [one, other] = [make(), make()];
    const first = [policiesOf(one.shared), policiesOf(one.staging)];
    const second = [policiesOf(other.staging), policiesOf(other.shared)].reverse();

    expect(first).toEqual(second);
    expect(findingsOf(one.shared)).toBe('');
    expect(textOf({ ...first[0], ...first[1] })).toMatchInlineSnapshot(`
      "shop/cart:
        podSelector:
          matchLabels:
            app.kubernetes.io/name: cart
        ingress:
          - ports:
              - protocol: TCP
                port: 7070
            from:
              - podSelector:
                  matchLabels:
                    app.kubernetes.io/name: web
                namespaceSelector:
                  matchLabels:
                    kubernetes.io/metadata.name: staging-shop
        policyTypes:
          - Ingress
      staging-shop/web:
        podSelector:
          matchLabels:
            app.kubernetes.io/name: web
        egress:
          - ports:
              - protocol: TCP
                port: 7070
            to:
              - podSelector:
                  matchLabels:
                    app.kubernetes.io/name: cart
                namespaceSelector:
                  matchLabels:
                    kubernetes.io/metadata.name: shop
        policyTypes:
          - Egress
      "
    `);
  });

  test('also where both ends are workloads of others, or parts of ours', () => {
    const { shared, staging } = two();
    const deployment = (scope: Construct, id: string): Deployment =>
      new Deployment(scope, id, { containers: [{ image: 'a:1' }] });
    const cart = deployment(new Stack(shared, 'shop'), 'cart');
    const web = deployment(new Stack(staging, 'shop'), 'web');
    const part = new Construct(new Example(Stack.of(web), 'worker'), 'part');
    const edge = {
      kind: 'calls',
      target: cart,
      port: { name: 'http', number: 80, protocol: 'TCP' },
      exported: true,
    } as const;
    for (const consumer of [web, part]) EdgeBook.of(shared).record({ ...edge, consumer });

    expect(Object.keys(policiesOf(shared))).toEqual(['shop/cart']);
    expect(JSON.stringify(policiesOf(shared)).match(/name":"staging-shop"/g)).toHaveLength(2);
    expect(Object.keys(policiesOf(staging))).toEqual(['staging-shop/web', 'staging-shop/worker']);
  });

  test('an exported port in another cluster is an error', () => {
    const app = new App();
    const [one, other] = ['one', 'other'].map((id) => {
      const environment = new Environment(app, id);
      KubernetesCluster.existing(environment, 'kubernetes', { version: '1.36', enforcer: 'kube-router' });
      return environment;
    }) as [Environment, Environment];
    const cart = new Example(new Stack(one, 'shop'), 'cart');
    cart.port(7070, { exported: true }).usedBy(new Example(new Stack(other, 'shop'), 'web'));

    expect(findingsOf(other)).toMatchInlineSnapshot(`
      "error export-across-clusters: an exported output is used in another cluster
        at   other/shop/web: super(scope, id, props, dnsLabel);
        why  "other/shop/web" uses "one/shop/cart", which runs in another cluster: its name and its pods mean nothing there.
        fix  Expose it with a host name there, and use an ExternalService here."
    `);
    expect(policiesOf(other)).toEqual({});
  });
});

describe('the order of declaration leaves no trace', () => {
  test('an edge may be declared before or after everything else', () => {
    const build = (order: 'early' | 'late'): string => {
      const stack = shop();
      const ids = order === 'early' ? ['cart', 'web', 'admin'] : ['admin', 'web', 'cart'];
      const all = new Map(ids.map((id) => [id, new Example(stack, id)] as const));
      const edges = [
        ['web', 'cart', 7070],
        ['admin', 'cart', 7070],
        ['admin', 'cart', 9090],
        ['cart', 'admin', 80],
      ] as const;
      for (const [from, to, port] of order === 'early' ? edges : [...edges].reverse()) {
        const [consumer, target] = [all.get(from), all.get(to)];
        if (consumer) target?.port(port).usedBy(consumer);
      }
      return JSON.stringify([...renderDist([synthesized(stack).assembly])]);
    };

    expect(build('early')).toBe(build('late'));
  });
});
