import * as fc from 'fast-check';
import { Graph } from '../../lib/core';

type Edges = readonly (readonly [from: string, needs: string])[];

function graphOf(edges: Edges): Graph {
  const graph = new Graph();
  for (const [from, needs] of edges) graph.addEdge(from, needs);
  return graph;
}

const shop: Edges = [
  ['checkout', 'cart'],
  ['checkout', 'orders'],
  ['cart', 'redis-cart'],
  ['frontend', 'checkout'],
  ['frontend', 'cart'],
];

test('the text of a graph is one line a node', () => {
  expect(graphOf(shop).addNode('metrics').toString()).toMatchInlineSnapshot(`
    "cart -> redis-cart
    checkout -> cart, orders
    frontend -> cart, checkout
    metrics
    orders
    redis-cart"
  `);
});

test('a graph without a cycle is ordered: what is needed first, among equals by name', () => {
  expect(graphOf(shop).topologicalOrder()).toEqual({
    order: ['orders', 'redis-cart', 'cart', 'checkout', 'frontend'],
    cycles: [],
  });
});

test('an empty graph has an order', () => {
  expect(new Graph().topologicalOrder()).toEqual({ order: [], cycles: [] });
});

test.each<[string, Edges, readonly (readonly string[])[], readonly string[]]>([
  [
    'two nodes',
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
    [['a', 'b']],
    [],
  ],
  ['a node that needs itself', [['a', 'a']], [['a']], []],
  [
    'a ring, and what hangs on it',
    [
      ['c', 'a'],
      ['a', 'b'],
      ['b', 'c'],
      ['x', 'a'],
      ['b', 'base'],
    ],
    [['a', 'b', 'c']],
    ['base'],
  ],
  [
    'two rings',
    [
      ['a', 'b'],
      ['b', 'a'],
      ['c', 'd'],
      ['d', 'c'],
      ['a', 'c'],
    ],
    [
      ['c', 'd'],
      ['a', 'b'],
    ],
    [],
  ],
  [
    'two rings that share a node',
    [
      ['a', 'b'],
      ['b', 'a'],
      ['b', 'c'],
      ['c', 'b'],
    ],
    [['a', 'b', 'c']],
    [],
  ],
])('cycles are named: %s', (_, edges, cycles, order) => {
  expect(graphOf(edges).topologicalOrder()).toEqual({ order, cycles });
});

test('the same edge twice changes nothing', () => {
  expect(graphOf([...shop, ...shop]).topologicalOrder()).toEqual(graphOf(shop).topologicalOrder());
});

test('a chain of ten thousand nodes and a diamond of a thousand layers are ordered at once', () => {
  const chain = new Graph();
  for (let at = 1; at < 10_000; at++) chain.addEdge(`n${String(at)}`, `n${String(at - 1)}`);
  const diamond = new Graph();
  for (let at = 1; at < 1000; at++) {
    for (const side of ['l', 'r'])
      for (const below of ['l', 'r']) diamond.addEdge(`${side}${String(at)}`, `${below}${String(at - 1)}`);
  }

  expect(chain.topologicalOrder().order).toHaveLength(10_000);
  expect(diamond.topologicalOrder().order).toHaveLength(2000);
});

describe('for any graph', () => {
  const node = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
  const edges = fc.array(fc.tuple(node, node), { maxLength: 14 });

  /** All that a node needs, directly or not: the naive way. */
  function reach(all: Edges, from: string): ReadonlySet<string> {
    const found = new Set<string>();
    const pending = [from];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      for (const [a, b] of all) {
        if (a !== at || found.has(b)) continue;
        found.add(b);
        pending.push(b);
      }
    }
    return found;
  }

  /** Whether an order has every node after all that it needs. */
  function respects(order: readonly string[], all: Edges): boolean {
    const place = new Map(order.map((name, index) => [name, index] as const));
    return all.every(([from, needs]) => !place.has(from) || (place.get(needs) ?? Infinity) < (place.get(from) ?? 0));
  }

  test('the order respects every edge, and there are cycles exactly when a node reaches itself', () => {
    const seen = { cyclic: 0, ordered: 0 };
    fc.assert(
      fc.property(edges, (all) => {
        const { order, cycles } = graphOf(all).topologicalOrder();
        const nodes: readonly string[] = [...new Set(all.flat())];
        const inCycles = nodes.filter((name) => reach(all, name).has(name)).sort();

        expect(respects(order, all)).toBe(true);
        expect(cycles.flat().sort()).toEqual(inCycles);
        for (const group of cycles) {
          for (const member of group) expect([...reach(all, member)]).toEqual(expect.arrayContaining([...group]));
        }
        const blocked = nodes.filter((name) => [name, ...reach(all, name)].some((other) => inCycles.includes(other)));
        expect([...order].sort()).toEqual(nodes.filter((name) => !blocked.includes(name)).sort());
        if (cycles.length > 0) seen.cyclic++;
        else seen.ordered++;
      }),
      { numRuns: 300 },
    );
    expect(Math.min(seen.cyclic, seen.ordered)).toBeGreaterThan(20);
  });

  test('an order that ignores an edge would be seen', () => {
    expect(respects(['a', 'b'], [['a', 'b']])).toBe(false);
    expect(respects(['b', 'a'], [['a', 'b']])).toBe(true);
  });

  test('the order of declaration leaves no trace', () => {
    const shuffled = edges.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(graphOf(other).topologicalOrder()).toEqual(graphOf(all).topologicalOrder());
        expect(graphOf(other).toString()).toBe(graphOf(all).toString());
      }),
    );
  });
});
