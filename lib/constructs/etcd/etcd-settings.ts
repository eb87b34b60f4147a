import { Duration, Size } from 'cdk8s';
import type { EtcdMember } from '../../assembly';
import type { Host } from '../hosts';
import { etcdPorts } from './etcd-paths';
import type { EtcdClusterProps } from './etcd-props';
import { etcdVersions, type EtcdVersion } from './etcd-versions';

/** What was asked for, with all that was left out. */
export interface EtcdSettings {
  readonly name: string;
  readonly version: EtcdVersion;
  readonly token: string;
  readonly dataDirectory: string;
  readonly quotaBytes: number;
  readonly heartbeatMilliseconds: number;
  readonly electionMilliseconds: number;
  readonly compactionMinutes: number;
  readonly metricsFrom: readonly string[];
  readonly hosts: readonly Host[];
  readonly members: readonly EtcdMember[];
}

export function etcdSettings(environment: string, name: string, props: EtcdClusterProps): EtcdSettings {
  const { quota = Size.gibibytes(2), heartbeat = Duration.millis(100), compaction = Duration.hours(8) } = props;
  const heartbeatMilliseconds = heartbeat.toMilliseconds();
  return {
    name,
    // What nobody knows is reported; the oldest line has the fewest surprises.
    version: etcdVersions.find((known) => known === props.version) ?? '3.5',
    token: props.token ?? `${environment}-${name}`,
    dataDirectory: props.dataDirectory ?? '/var/lib/etcd',
    // Size has no bytes; its smallest unit divides all others.
    quotaBytes: quota.toKibibytes() * 1024,
    heartbeatMilliseconds,
    electionMilliseconds: props.election?.toMilliseconds() ?? 10 * heartbeatMilliseconds,
    compactionMinutes: compaction.toMinutes({ integral: false }),
    metricsFrom: props.metricsFrom ?? [],
    hosts: props.hosts.hosts,
    members: props.hosts.hosts.map(memberOf),
  };
}

export function memberOf({ name, address }: Host): EtcdMember {
  return {
    name,
    host: name,
    clientUrl: urlOf('https', address, etcdPorts.client),
    peerUrl: urlOf('https', address, etcdPorts.peer),
  };
}

/** Addresses of the sixth version stand in brackets. */
export function urlOf(scheme: 'http' | 'https', address: string, port: number): string {
  return `${scheme}://${address.includes(':') ? `[${address}]` : address}:${String(port)}`;
}
