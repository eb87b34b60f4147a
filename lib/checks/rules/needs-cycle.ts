import type { ResourceId } from '../../assembly';
import { findingKind, Graph } from '../../core';
import type { Rule } from '../rule';

const needsCycle = findingKind({
  code: 'needs-cycle',
  severity: 'error',
  summary: 'components wait for each other to be ready',
  references: ['docs/guide.md#edges'],
  acknowledgeable: false,
});

/** Edges of the kind `needs` order: in a circle of them nothing can be the first. */
export const needsCycles: Rule = {
  kinds: [needsCycle],
  check: ({ assembly, report, where }) => {
    const graph = new Graph();
    for (const { kind, from, to } of assembly.edges) if (kind === 'needs') graph.addEdge(from, to);
    for (const group of graph.topologicalOrder().cycles) {
      const path = shortestCycle(graph, group);
      const [first = ''] = path;
      report(
        needsCycle,
        first,
        `${[...path, first].map(where).join(' needs ')}. None of them could be the first to become ready.`,
        'Turn one of these edges into a call, which does not order: consume the port without `needs`, or let the program wait for the other by itself.',
      );
    }
  },
};

/** A way from the first member of a group back to it, by breadth: the smallest part that shows the fault. */
function shortestCycle(graph: Graph, group: readonly ResourceId[]): readonly ResourceId[] {
  const [start = ''] = group;
  const members = new Set(group);
  const from = new Map<ResourceId, ResourceId>();
  let ring: readonly ResourceId[] = [start];
  while (ring.length > 0) {
    const next: ResourceId[] = [];
    for (const node of ring) {
      for (const need of graph.needsOf(node)) {
        if (need === start) return wayTo(node, from);
        if (!members.has(need) || from.has(need)) continue;
        from.set(need, node);
        next.push(need);
      }
    }
    ring = next;
  }
  return group;
}

function wayTo(end: ResourceId, from: ReadonlyMap<ResourceId, ResourceId>): readonly ResourceId[] {
  const way = [end];
  for (let before = from.get(end); before !== undefined; before = from.get(before)) way.unshift(before);
  return way;
}
