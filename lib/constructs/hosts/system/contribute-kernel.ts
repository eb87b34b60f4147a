import type { Contribution, HostPlace, Known } from '../../../assembly';
import { contributeFile } from '../contribute';
import type { HostPool } from '../host-pool';

/**
 * Modules and settings of the kernel that anything on the pool has asked for, one file of each for the pool and for each host
 * that has some alone.
 *
 * Settings come after modules, as net.bridge.* exists only once br_netfilter is loaded: systemd-sysctl.service stands after
 * systemd-modules-load.service by itself (https://github.com/systemd/systemd/blob/main/units/systemd-sysctl.service.in).
 */
export function contributeKernel(into: Contribution, pool: HostPool, known: Known): void {
  const modules = byPlace(pool, known.resourcesOf('module'), ({ name }) => name);
  const settings = byPlace(pool, known.resourcesOf('sysctl'), ({ name, value }) => `${name} = ${value}`);
  for (const [host, lines] of modules) contributeModules(into, placeOf(pool, host), lines);
  for (const [host, lines] of settings) contributeSettings(into, placeOf(pool, host), lines);
}

function contributeModules(into: Contribution, on: HostPlace, lines: readonly string[]): void {
  contributeFile(into, on, {
    // Of two files with one name only one counts: a host's own has another.
    path: `/etc/modules-load.d/${on.host === undefined ? 'plinth' : 'plinth-host'}.conf`,
    body: { format: 'text', value: lines.map((line) => `${line}\n`).join('') },
    effect: { kind: 'restart', unit: 'systemd-modules-load.service' },
  });
}

function contributeSettings(into: Contribution, on: HostPlace, lines: readonly string[]): void {
  contributeFile(into, on, {
    path: `/etc/sysctl.d/${on.host === undefined ? '90-plinth' : '91-plinth-host'}.conf`,
    body: { format: 'text', value: lines.map((line) => `${line}\n`).join('') },
    effect: { kind: 'restart', unit: 'systemd-sysctl.service' },
  });
}

/** Lines by host, sorted; those of the whole pool stand under ''. */
function byPlace<S extends { readonly on: HostPlace }>(
  { name }: HostPool,
  resources: readonly { readonly spec: S }[],
  line: (spec: S) => string,
): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, string[]>();
  for (const { spec } of resources) {
    if (spec.on.pool !== name) continue;
    const host = spec.on.host ?? '';
    lines.set(host, [...(lines.get(host) ?? []), line(spec)]);
  }
  return new Map([...lines].map(([host, own]) => [host, own.sort()]));
}

function placeOf(pool: HostPool, host: string): HostPlace {
  return host === '' ? pool.place : { pool: pool.name, host };
}
