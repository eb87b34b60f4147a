/** What a cycle or an unknown node is reported with. */
export interface GraphOrder {
  /** Every node after all that it needs; among equals by name. */
  readonly order: readonly string[];
  /** Groups of nodes that need each other, each sorted; empty in a graph that can be ordered. */
  readonly cycles: readonly (readonly string[])[];
}

/** A directed graph over names: "a needs b". Adding the same edge twice changes nothing. */
export class Graph {
  readonly #needs = new Map<string, Set<string>>();

  addNode(name: string): this {
    if (!this.#needs.has(name)) this.#needs.set(name, new Set());
    return this;
  }

  addEdge(from: string, needs: string): this {
    this.addNode(from).addNode(needs);
    this.#needs.get(from)?.add(needs);
    return this;
  }

  get nodes(): readonly string[] {
    return [...this.#needs.keys()].sort();
  }

  needsOf(name: string): readonly string[] {
    return [...(this.#needs.get(name) ?? [])].sort();
  }

  /** Kahn's algorithm in linear time; what is left over holds the cycles. */
  topologicalOrder(): GraphOrder {
    const missing = new Map(this.nodes.map((node) => [node, this.#needs.get(node)?.size ?? 0]));
    const neededBy = new Map<string, string[]>(this.nodes.map((node) => [node, []]));
    for (const node of this.nodes) for (const need of this.needsOf(node)) neededBy.get(need)?.push(node);
    const order: string[] = [];
    let ready = this.nodes.filter((node) => missing.get(node) === 0);
    while (ready.length > 0) {
      const next: string[] = [];
      for (const node of ready) {
        order.push(node);
        for (const dependant of neededBy.get(node) ?? []) {
          const left = (missing.get(dependant) ?? 0) - 1;
          missing.set(dependant, left);
          if (left === 0) next.push(dependant);
        }
      }
      ready = next.sort();
    }
    return { order, cycles: order.length === missing.size ? [] : this.#cycles(new Set(order)) };
  }

  /** One line a node: `cart -> redis-cart, session-db`. Fits on a screen and is what tests compare. */
  toString(): string {
    return this.nodes.map((node) => [node, this.needsOf(node).join(', ')].filter(Boolean).join(' -> ')).join('\n');
  }

  /** Strongly connected groups of more than one node (or of one that needs itself), by Tarjan, without recursion. */
  #cycles(ordered: ReadonlySet<string>): string[][] {
    const index = new Map<string, number>();
    const low = new Map<string, number>();
    const onStack = new Set<string>();
    const stack: string[] = [];
    const groups: string[][] = [];
    for (const root of this.nodes) {
      if (ordered.has(root) || index.has(root)) continue;
      const work: { node: string; needs: readonly string[]; at: number }[] = [];
      const enter = (node: string): void => {
        index.set(node, index.size);
        low.set(node, index.get(node) ?? 0);
        stack.push(node);
        onStack.add(node);
        work.push({ node, needs: this.needsOf(node), at: 0 });
      };
      enter(root);
      for (let frame = work.at(-1); frame; frame = work.at(-1)) {
        const need = frame.needs[frame.at++];
        if (need === undefined) {
          work.pop();
          const parent = work.at(-1);
          if (parent) low.set(parent.node, Math.min(low.get(parent.node) ?? 0, low.get(frame.node) ?? 0));
          if (low.get(frame.node) === index.get(frame.node)) {
            const group = stack.splice(stack.indexOf(frame.node));
            for (const member of group) onStack.delete(member);
            if (group.length > 1 || this.#needs.get(frame.node)?.has(frame.node)) groups.push(group.sort());
          }
        } else if (!index.has(need)) {
          enter(need);
        } else if (onStack.has(need)) {
          low.set(frame.node, Math.min(low.get(frame.node) ?? 0, index.get(need) ?? 0));
        }
      }
    }
    return groups;
  }
}
