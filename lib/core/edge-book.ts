import type { IConstruct } from 'constructs';
import type { JsonObject } from './json';
import type { Protocol } from './port';

/** `needs` orders (the target is ready first) and allows traffic; `calls` only allows traffic. */
export type EdgeKind = 'needs' | 'calls';

/** The port of the target's pods or hosts that an edge uses. */
export interface EdgePort {
  /** The name by which the target declares it. */
  readonly name: string;
  /** Where the process listens, after every service translation: what policies and firewalls see. */
  readonly number: number;
  readonly protocol: Protocol;
}

/** What consuming an output asks of its owner. */
export interface EdgeRequest {
  readonly kind: EdgeKind;
  readonly target: IConstruct;
  readonly port?: EdgePort;
  /** What the target must grant, in the target's own words: `{ database: 'orders', access: 'read-write' }`. */
  readonly grant?: JsonObject;
  /** Whether the target's environment shares the output with other environments. */
  readonly exported?: boolean;
}

/** An edge between two constructs of a program. */
export interface BookedEdge extends EdgeRequest {
  readonly consumer: IConstruct;
}

const books = new WeakMap<IConstruct, EdgeBook>();

/**
 * All edges of one program, in the order of declaration.
 *
 * It hangs on the root of the tree, so that an edge may be declared before or after anything else.
 */
export class EdgeBook {
  readonly #from = new Map<IConstruct, BookedEdge[]>();
  readonly #to = new Map<IConstruct, BookedEdge[]>();

  /** The book of the program that a construct belongs to. */
  static of(construct: IConstruct): EdgeBook {
    const root = construct.node.root;
    let book = books.get(root);
    if (!book) books.set(root, (book = new EdgeBook()));
    return book;
  }

  record(edge: BookedEdge): void {
    append(this.#from, edge.consumer, edge);
    append(this.#to, edge.target, edge);
  }

  /** The edges by which a construct consumes others. */
  from(consumer: IConstruct): readonly BookedEdge[] {
    return this.#from.get(consumer) ?? [];
  }

  /** The edges by which others consume a construct. */
  to(target: IConstruct): readonly BookedEdge[] {
    return this.#to.get(target) ?? [];
  }

  /** Every construct that consumes something. */
  get consumers(): readonly IConstruct[] {
    return [...this.#from.keys()];
  }
}

function append(map: Map<IConstruct, BookedEdge[]>, key: IConstruct, edge: BookedEdge): void {
  const edges = map.get(key);
  if (edges) edges.push(edge);
  else map.set(key, [edge]);
}
