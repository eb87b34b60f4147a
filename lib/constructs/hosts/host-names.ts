import { addressAfter } from './host-addresses';
import type { HostPoolProps } from './host-pool-props';

/** A host as the props say it. */
export interface DeclaredHost {
  readonly name: string;
  readonly address: string;
  readonly zone?: string;
}

/** The hosts of a pool, in the order in which they are declared. What is wrong with them is another question. */
export function declaredHosts(pool: string, props: HostPoolProps): readonly DeclaredHost[] {
  const { names, count, firstAddress } = props;
  if (names) {
    return Object.entries(names).map(([name, host], index) => {
      const { address, zone = zoneOf(props, index) } = typeof host === 'string' ? { address: host } : host;
      return { name, address, ...(zone !== undefined && { zone }) };
    });
  }
  const hosts: DeclaredHost[] = [];
  // A retired name keeps its number, and with it its address and its turn among the zones.
  for (let index = 0; hosts.length < countOf(count); index += 1) {
    const name = `${pool}-${String(index + 1)}`;
    if (props.retired?.includes(name)) continue;
    const zone = zoneOf(props, index);
    const address = addressAfter(firstAddress ?? '', index) ?? '';
    hosts.push({ name, address, ...(zone !== undefined && { zone }) });
  }
  return hosts;
}

/** The addresses that retired names by count had. Those of hosts by name nobody knows any more. */
export function retiredAddresses(
  pool: string,
  { retired = [], firstAddress = '' }: HostPoolProps,
): ReadonlyMap<string, string> {
  return new Map(
    retired.flatMap((name) => {
      const [, number] = name.startsWith(`${pool}-`) ? (/-([1-9]\d*)$/.exec(name) ?? []) : [];
      const address = number === undefined ? undefined : addressAfter(firstAddress, Number(number) - 1);
      return address === undefined ? [] : [[address, name] as const];
    }),
  );
}

function zoneOf({ zones = [] }: HostPoolProps, index: number): string | undefined {
  return zones[index % zones.length];
}

/** None where it is no count at all; that is reported. */
function countOf(count: number | undefined): number {
  return count !== undefined && Number.isInteger(count) && count > 0 ? count : 0;
}
