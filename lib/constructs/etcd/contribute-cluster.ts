import { hostStack, plinthId, type Contribution, type Tier } from '../../assembly';
import { placesOf } from '../hosts';
import { backupSpec } from './backup-settings';
import { contributePrograms } from './contribute-members';
import type { EtcdBackup } from './etcd-backup';
import { etcdComponent } from './etcd-component';
import { etcdEnvironment, initialEnvironment } from './etcd-environment';
import type { EtcdSettings } from './etcd-settings';

export interface ClusterProps {
  readonly settings: EtcdSettings;
  readonly release: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly usedBy: readonly string[];
  readonly backup: EtcdBackup | undefined;
  readonly tier: Tier;
}

/** What rules and plans read of a cluster: its facts and its component. */
export function contributeCluster(into: Contribution, props: ClusterProps): void {
  const { settings, release, variables, usedBy, backup, tier } = props;
  const copies = backupSpec(backup, settings);
  into.resource('etcd-cluster', settings.name, {
    version: settings.version,
    release,
    members: settings.members,
    token: settings.token,
    dataDirectory: settings.dataDirectory,
    quotaBytes: settings.quotaBytes,
    heartbeatMilliseconds: settings.heartbeatMilliseconds,
    electionMilliseconds: settings.electionMilliseconds,
    environment: { ...etcdEnvironment(settings, variables), ...initialEnvironment(settings) },
    authority: settings.name,
    ...(copies && { backup: copies }),
    usedBy,
  });
  const [first] = placesOf(settings.hosts);
  if (first) {
    const { programs } = contributePrograms(into, first, settings, release);
    const id = plinthId(hostStack, 'component', settings.name);
    into.component(etcdComponent(settings, programs.etcdctl));
    // Clocks, software and the rest of what any host has.
    for (const pool of new Set(settings.hosts.map((host) => host.pool))) {
      into.edge({ kind: 'needs', from: id, to: pool.component });
    }
  }
  // The rule asks for a backup in production alone; there the reason answers it.
  if (backup?.spec.kind === 'none' && tier === 'production') {
    into.deviation('etcd-backup-missing', backup.spec.reason);
  }
}
