import type { Protocol } from '../../core';

/** Ports from the first to the last, both included. */
export interface PortRange {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

const protocols = ['SCTP', 'TCP', 'UDP'] as const satisfies readonly Protocol[];
const lowest = 1;
const highest = 65535;

/** A set of ports as disjoint ranges, so that "every port" costs no more than one. */
export class PortSet {
  static readonly none = new PortSet([]);
  static readonly all = new PortSet(protocols.map((protocol) => ({ protocol, first: lowest, last: highest })));

  /** Sorted by protocol and number; no two touch. */
  readonly ranges: readonly PortRange[];

  private constructor(ranges: readonly PortRange[]) {
    this.ranges = ranges;
  }

  /** The set of all ports in some ranges. A range whose last port lies before its first holds none. */
  static of(ranges: readonly PortRange[]): PortSet {
    const sorted = ranges.filter(({ first, last }) => first <= last).sort(byPlace);
    const merged: PortRange[] = [];
    for (const range of sorted) {
      const before = merged.at(-1);
      if (before?.protocol === range.protocol && range.first <= before.last + 1) {
        merged[merged.length - 1] = { ...before, last: Math.max(before.last, range.last) };
      } else {
        merged.push(range);
      }
    }
    return merged.length === 0 ? PortSet.none : new PortSet(merged);
  }

  /** Every port of a protocol. */
  static everyPortOf(protocol: Protocol): PortRange {
    return { protocol, first: lowest, last: highest };
  }

  get isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  get isAll(): boolean {
    return this.ranges.length === protocols.length && this.ranges.every(isWhole);
  }

  has(protocol: Protocol, number: number): boolean {
    return this.ranges.some((range) => range.protocol === protocol && range.first <= number && number <= range.last);
  }

  union(other: PortSet): PortSet {
    if (this === PortSet.all || other.isEmpty) return this;
    if (other === PortSet.all || this.isEmpty) return other;
    return PortSet.of([...this.ranges, ...other.ranges]);
  }

  intersection(other: PortSet): PortSet {
    if (this === PortSet.all) return other;
    if (other === PortSet.all) return this;
    return PortSet.of(
      this.ranges.flatMap(({ protocol, first, last }) =>
        other.ranges
          .filter((range) => range.protocol === protocol)
          .map((range) => ({ protocol, first: Math.max(first, range.first), last: Math.min(last, range.last) })),
      ),
    );
  }

  /** `tcp/8080`, `tcp/7000-8079`, `udp/*`; `any port` for the set of all. */
  texts(): readonly string[] {
    if (this.isAll) return ['any port'];
    return this.ranges.map((range) => `${range.protocol.toLowerCase()}/${numbersText(range)}`);
  }
}

function byPlace(a: PortRange, b: PortRange): number {
  return a.protocol === b.protocol ? a.first - b.first : a.protocol < b.protocol ? -1 : 1;
}

function isWhole({ first, last }: PortRange): boolean {
  return first <= lowest && last >= highest;
}

function numbersText(range: PortRange): string {
  if (isWhole(range)) return '*';
  return range.first === range.last ? String(range.first) : `${String(range.first)}-${String(range.last)}`;
}
