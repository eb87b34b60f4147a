import { seeded } from './seeded';

const highest = 65535;

/** Every port there is. */
export const everyPort: readonly number[] = Array.from({ length: highest }, (_, index) => index + 1);

export interface PortSampleProps {
  /** Ports that must be in it. */
  readonly known: readonly number[];
  /** How many more, by chance. */
  readonly more: number;
  readonly seed: number;
}

/** Some ports, sorted: all known ones, and others that the seed decides. */
export function portSample({ known, more, seed }: PortSampleProps): readonly number[] {
  const next = seeded(seed);
  const ports = new Set(known);
  const size = Math.min(ports.size + more, highest);
  while (ports.size < size) ports.add(1 + Math.floor(next() * highest));
  return [...ports].sort((a, b) => a - b);
}

/** Ports as text, for a command: `22,80-90`. They must be sorted. */
export function portText(ports: readonly number[]): string {
  const parts: [first: number, last: number][] = [];
  for (const port of ports) {
    const part = parts.at(-1);
    if (part && port === part[1] + 1) part[1] = port;
    else parts.push([port, port]);
  }
  return parts.map(([first, last]) => (first === last ? String(first) : `${String(first)}-${String(last)}`)).join(',');
}
