import { ApiObject, App, Lazy, Size } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Environment, Stack, Workload } from '../../../lib/constructs/base';
import { EdgeBook, Output, type EdgeRequest } from '../../../lib/core';
import { findingsOf, printed, production, shopOn, synthesized } from './program';

function deployment(scope: Construct, id: string): Deployment {
  return new Deployment(scope, id, { containers: [{ image: `${id}:1`, portNumber: 8080 }] });
}

/** A port of a construct as an output, as components offer it. */
function portOf(target: Construct, more: Partial<EdgeRequest> = {}): Output<number> {
  const edge: EdgeRequest = { kind: 'calls', target, port: { name: 'http', number: 8080, protocol: 'TCP' }, ...more };
  return new Output(`${target.node.id} ports.http.port`, edge, () => 8080);
}

describe('edge-open', () => {
  test('an edge to a construct that deploys nothing', () => {
    const shop = shopOn();
    const nothing = new Construct(shop, 'nothing');
    portOf(nothing).usedBy(deployment(shop, 'web'));

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error edge-open: an edge ends at something that is not deployed
        at   production/shop/web: return new Deployment(scope, id, { containers: [{ image: \`\${id}:1\`, portNumber: 8080 }] });
        why  It uses "production/shop/nothing", which deploys nothing.
        fix  Use the output of a deployed component."
    `);
  });

  test('an output that a construct outside of all stacks uses', () => {
    const shop = shopOn();
    const cart = deployment(shop, 'cart');
    const outside = new Construct(shop.environment, 'outside');
    portOf(cart).usedBy(outside);

    expect(findingsOf(shop)).toContain('edge-open');
  });

  test('between two workloads the edge is in the assembly, at both of them', () => {
    const shop = shopOn();
    const [web, cart] = [deployment(shop, 'web'), deployment(shop, 'cart')];
    portOf(cart).usedBy(web);
    EdgeBook.of(shop).record({ kind: 'needs', consumer: cart, target: web });
    const { assembly, findings } = synthesized(shop);

    expect(printed(findings)).toBe('');
    expect(assembly.edges).toEqual([
      {
        kind: 'calls',
        from: 'shop/plinth/component/web',
        to: 'shop/plinth/component/cart',
        port: { name: 'http', number: 8080, protocol: 'TCP' },
      },
      { kind: 'needs', from: 'shop/plinth/component/cart', to: 'shop/plinth/component/web' },
    ]);
  });

  test('an edge of a workload to itself says nothing', () => {
    const shop = shopOn();
    const cart = deployment(shop, 'cart');
    portOf(cart).usedBy(cart);

    expect(synthesized(shop).assembly.edges).toEqual([]);
  });

  test('an output that is used late, inside a lazy value, is an edge as any other', () => {
    const shop = shopOn();
    const [web, cart] = [deployment(shop, 'web'), deployment(shop, 'cart')];
    const port = Lazy.any({ produce: () => String(portOf(cart).usedBy(web)) }) as string;
    ApiObject.of(web).metadata.addAnnotation('example.com/cart', port);
    Workload.of(web);
    Workload.of(cart);
    const { assembly, findings } = synthesized(shop);

    expect(printed(findings)).toBe('');
    expect(assembly.edges).toHaveLength(1);
    expect(JSON.stringify(synthesized(shop).assembly)).toBe(JSON.stringify(assembly));
  });

  test('used late by what is no part of edges, it is no edge that gets lost', () => {
    const shop = shopOn();
    const [web, cart] = [deployment(shop, 'web'), deployment(shop, 'cart')];
    const port = Lazy.any({ produce: () => String(portOf(cart).usedBy(web)) }) as string;
    ApiObject.of(web).metadata.addAnnotation('example.com/cart', port);

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error edge-open: an edge ends at something that is not deployed
        at   production/shop: return new Deployment(scope, id, { containers: [{ image: \`\${id}:1\`, portNumber: 8080 }] });
        why  "production/shop/web" uses "production/shop/cart", but it is no workload that policies could select.
        fix  Use the output on the workload itself, or wrap it: Workload.of(construct)."
    `);
  });

  test('what the target grants stands on the edge', () => {
    const shop = shopOn();
    const [web, orders] = [deployment(shop, 'web'), deployment(shop, 'orders')];
    portOf(orders, { kind: 'needs', grant: { database: 'orders', access: 'read-write' } }).usedBy(web);

    expect(synthesized(shop).assembly.edges[0]).toMatchObject({
      kind: 'needs',
      grant: { database: 'orders', access: 'read-write' },
    });
  });
});

describe('edge-crosses-environments', () => {
  function two(): { readonly shared: Environment; readonly web: Deployment; readonly cart: Deployment } {
    const app = new App();
    const shared = production('1.36', app);
    const staging = new Environment(app, 'staging', {
      cluster: shared.cluster,
      namespaces: { quota: { cpu: '1', memory: Size.gibibytes(1) } },
    });
    const cart = deployment(new Stack(shared, 'shop', { network: 'open' }), 'cart');
    return { shared, cart, web: deployment(new Stack(staging, 'shop', { network: 'open' }), 'web') };
  }

  test('an output of another environment that does not export it', () => {
    const { cart, web } = two();
    portOf(cart).usedBy(web);

    expect(findingsOf(web)).toMatchInlineSnapshot(`
      "error edge-crosses-environments: an output of another environment is used without being exported there
        at   staging/shop/web: return new Deployment(scope, id, { containers: [{ image: \`\${id}:1\`, portNumber: 8080 }] });
        why  It uses "production/shop/cart" of the environment "production", which does not export it.
        fix  Environments share nothing by accident: declare it there with environment.export(output) and use what that returns."
    `);
    expect(findingsOf(cart)).toBe('');
  });

  test('one that is exported', () => {
    const { cart, web } = two();
    portOf(cart, { exported: true }).usedBy(web);

    expect(findingsOf(web)).toBe('');
  });
});
