import { ApiObject, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Edge } from '../../../lib/assembly';
import { Stack } from '../../../lib/constructs/base';
import { EdgeBook, Graph } from '../../../lib/core';
import { printed, production, shopOn, synthesized } from './program';

function configMaps(scope: Construct, count: number): readonly ApiObject[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `settings-${String(index)}`;
    return new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
  });
}

function needs(edges: readonly Edge[]): readonly string[] {
  const short = (id: string): string => id.replace('_cluster/core/Namespace/', '').replace('/plinth/component/', '/');
  return edges.map(({ kind, from, to }) => `${short(from)} ${kind} ${short(to)}`);
}

describe('shapes that cost cdk8s exponential time', () => {
  // With cdk8s the first does not end within minutes, the second takes a second at 22 layers and four times that two layers on.
  test('a chain of thirty stacks with ten objects each, every one after the one before', () => {
    const environment = production();
    const stacks = Array.from({ length: 30 }, (_, index) => new Stack(environment, `s${String(index)}`));
    for (const stack of stacks) configMaps(stack, 10);
    stacks.forEach((stack, index) => {
      const before = stacks[index - 1];
      if (before) stack.node.addDependency(before);
    });
    const { assembly, findings } = synthesized(environment);

    expect(printed(findings)).toBe('');
    expect(assembly.edges).toHaveLength(29);
    expect(Object.keys(assembly.resources)).toHaveLength(1 + 30 * 13);
  });

  test('forty layers of two, in one stack, each after both below', () => {
    const shop = shopOn();
    const objects = configMaps(shop, 80);
    objects.forEach((object, index) => {
      const layer = Math.floor(index / 2);
      if (layer > 0) object.node.addDependency(...objects.slice(2 * layer - 2, 2 * layer));
    });

    expect(printed(synthesized(shop).findings)).toBe('');
  });

  test('forty layers of two stacks', () => {
    const environment = production();
    const stacks = Array.from(
      { length: 80 },
      (_, index) => new Stack(environment, `s${String(index)}`, { network: 'open' }),
    );
    stacks.forEach((stack, index) => {
      const layer = Math.floor(index / 2);
      if (layer > 0) stack.node.addDependency(...stacks.slice(2 * layer - 2, 2 * layer));
    });
    const { edges } = synthesized(environment).assembly;
    const graph = new Graph();
    for (const { from, to } of edges) graph.addEdge(from, to);

    expect(edges).toHaveLength(39 * 4);
    expect(graph.topologicalOrder().order).toHaveLength(80);
  });
});

describe('a dependency that is declared with addDependency is an edge', () => {
  test('between stacks', () => {
    const environment = production();
    const [data, shop] = [new Stack(environment, 'data'), new Stack(environment, 'shop')];
    shop.node.addDependency(data);

    expect(needs(synthesized(environment).assembly.edges)).toEqual(['shop needs data']);
  });

  test('between components, and from a component to a stack', () => {
    const environment = production();
    const [data, shop] = [new Stack(environment, 'data'), new Stack(environment, 'shop')];
    const [cart, web] = ['cart', 'web'].map(
      (id) => new Deployment(shop, id, { containers: [{ image: `${id}:1` }] }),
    ) as [Deployment, Deployment];
    EdgeBook.of(environment).record({ kind: 'needs', consumer: web, target: cart });
    cart.node.addDependency(data);
    web.node.addDependency(cart);

    expect(needs(synthesized(environment).assembly.edges)).toEqual([
      'shop/cart needs data',
      'shop/web needs shop/cart',
    ]);
  });

  test('between things inside two stacks it orders the stacks, whatever depends on what', () => {
    const environment = production();
    const [data, shop] = [new Stack(environment, 'data'), new Stack(environment, 'shop')];
    const [below] = configMaps(data, 1);
    const [above, other] = configMaps(shop, 2);
    above?.node.addDependency(below ?? data);
    other?.node.addDependency(below ?? data);
    above?.node.addDependency(other ?? shop);

    expect(needs(synthesized(environment).assembly.edges)).toEqual(['shop needs data']);
  });

  test('on a plain construct it stands for what is around it', () => {
    const environment = production();
    const [data, shop] = [new Stack(environment, 'data'), new Stack(environment, 'shop')];
    new Construct(shop, 'group').node.addDependency(new Construct(data, 'group'));

    expect(needs(synthesized(environment).assembly.edges)).toEqual(['shop needs data']);
  });
});

describe('stacks inside stacks', () => {
  test('each is a namespace, and things belong to the innermost', () => {
    const shop = shopOn();
    const inner = new Stack(new Construct(shop, 'group'), 'payments', { network: 'open' });
    configMaps(shop, 1);
    configMaps(inner, 1);
    new Deployment(inner, 'gateway', { containers: [{ image: 'gateway:1' }] });
    const { assembly, findings } = synthesized(shop);

    expect(printed(findings)).toBe('');
    expect(Object.keys(assembly.resources)).toEqual([
      '_cluster/core/Namespace/payments',
      '_cluster/core/Namespace/shop',
      '_cluster/plinth/kubernetes-cluster/kubernetes',
      'payments/apps/Deployment/gateway',
      'payments/core/ConfigMap/settings-0',
      'shop/core/ConfigMap/settings-0',
    ]);
    expect(Stack.of(inner.node.findChild('gateway'))).toBe(inner);
    expect(Stack.of(inner)).toBe(inner);
  });

  test('a plain chart inside a stack stays in the stack, with its own namespace', () => {
    const shop = shopOn();
    configMaps(new Chart(shop, 'legacy', { namespace: 'legacy' }), 1);

    expect(Object.keys(synthesized(shop).assembly.resources)).toContain('shop/core/ConfigMap/settings-0@legacy');
  });
});
