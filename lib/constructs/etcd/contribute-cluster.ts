import { hostStack, plinthId, type Contribution, type Tier } from '../../assembly';
import { placesOf } from '../hosts';
import { askMember } from './ask-member';
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
  const [first] = placesOf(settings.hosts);
  const etcdctl = first && contributePrograms(into, first, settings, release).programs.etcdctl;
  into.resource('etcd-cluster', settings.name, {
    version: settings.version,
    release,
    members: settings.members,
    ...(etcdctl !== undefined && { listMembers: askMember(etcdctl, ['member', 'list']) }),
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
  if (etcdctl !== undefined) {
    const id = plinthId(hostStack, 'component', settings.name);
    into.component(etcdComponent(settings, etcdctl));
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
