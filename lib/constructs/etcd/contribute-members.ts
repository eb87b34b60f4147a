import type { Contribution, FirewallPeer, HostPlace } from '../../assembly';
import {
  contributeArtifact,
  contributeFile,
  contributePort,
  contributeUnit,
  contributeUser,
  placesOf,
  type Host,
  type HostGroup,
} from '../hosts';
import { etcdEnvironment, initialEnvironment, memberEnvironment } from './etcd-environment';
import { etcdPaths, etcdPorts } from './etcd-paths';
import type { EtcdSettings } from './etcd-settings';
import { etcdPathUnit, etcdUnit } from './etcd-unit';

export interface MembersProps {
  readonly settings: EtcdSettings;
  readonly release: string;
  /** Variables that somebody sets by hand. */
  readonly variables: Readonly<Record<string, string>>;
  readonly clients: readonly HostGroup[];
}

/** The programs of a place, by name: `/usr/local/bin/etcdctl`. */
export type EtcdPrograms = Readonly<Record<'etcd' | 'etcdctl' | 'etcdutl', string>>;

/** Everything on the hosts of a cluster by which its members run. */
export function contributeMembers(into: Contribution, props: MembersProps): void {
  const { settings, variables } = props;
  for (const on of placesOf(settings.hosts)) {
    contributeUser(into, on, { name: 'etcd', system: true, sudo: false, groups: [], keys: [] });
    const effect = { kind: 'restart', unit: 'etcd.service' } as const;
    contributeEnv(into, on, etcdPaths.environment, etcdEnvironment(settings, variables), effect);
    contributeEnv(into, on, etcdPaths.initial, initialEnvironment(settings), { kind: 'none' });
    contributeUnits(into, on, props);
    contributePorts(into, on, props);
  }
  for (const host of settings.hosts) {
    const member = memberEnvironment(host, settings);
    contributeEnv(into, host.place, etcdPaths.member, member, { kind: 'restart', unit: 'etcd.service' });
  }
}

/** The programs of etcd on a place; where they are differs by operating system. */
export function contributePrograms(
  into: Contribution,
  on: HostPlace,
  { hosts }: EtcdSettings,
  release: string,
): { readonly programs: EtcdPrograms; readonly unit: string } {
  const pool = poolOf(hosts, on);
  const { paths, unit } = contributeArtifact(into, pool, { name: 'etcd', version: release, on });
  const path = (program: string): string => paths[program] ?? program;
  return { programs: { etcd: path('etcd'), etcdctl: path('etcdctl'), etcdutl: path('etcdutl') }, unit };
}

function contributeEnv(
  into: Contribution,
  on: HostPlace,
  path: string,
  value: Readonly<Record<string, string>>,
  effect: Parameters<typeof contributeFile>[2]['effect'],
): void {
  contributeFile(into, on, { path, body: { format: 'env', value }, effect });
}

function contributeUnits(into: Contribution, on: HostPlace, { settings, release }: MembersProps): void {
  const { name, dataDirectory } = settings;
  const { programs, unit: artifacts } = contributePrograms(into, on, settings, release);
  contributeUnit(into, on, {
    name: 'etcd.service',
    body: etcdUnit({ name, etcd: programs.etcd, dataDirectory, artifacts }),
    state: 'static',
  });
  contributeUnit(into, on, { name: 'etcd.path', body: etcdPathUnit() });
}

function contributePorts(into: Contribution, on: HostPlace, { settings, clients }: MembersProps): void {
  contributePort(into, on, {
    ...{ name: 'etcd-client', port: etcdPorts.client },
    from: peersOf(clients.flatMap(({ hosts }) => hosts)),
    reason: `clients of etcd ${settings.name}`,
  });
  contributePort(into, on, {
    ...{ name: 'etcd-peer', port: etcdPorts.peer },
    from: peersOf(settings.hosts),
    reason: `members of etcd ${settings.name}`,
  });
  contributePort(into, on, {
    ...{ name: 'etcd-metrics', port: etcdPorts.metrics },
    from: settings.metricsFrom.map((cidr) => ({ kind: 'cidr', cidr })),
    reason: `metrics of etcd ${settings.name}, in the clear`,
  });
}

/** Pools where all of their hosts are meant, and single addresses otherwise. */
function peersOf(hosts: readonly Host[]): readonly FirewallPeer[] {
  return placesOf([...new Set(hosts)]).map(({ pool, host: name }) => {
    const host = hosts.find((one) => one.pool.name === pool && one.name === name);
    return host === undefined
      ? { kind: 'pool', pool }
      : { kind: 'cidr', cidr: `${host.address}/${host.address.includes(':') ? '128' : '32'}` };
  });
}

function poolOf(hosts: readonly Host[], { pool }: HostPlace): Host['pool'] {
  const host = hosts.find((one) => one.pool.name === pool);
  if (!host) throw new Error(`no member is on a host of the pool "${pool}"`);
  return host.pool;
}
