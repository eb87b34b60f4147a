import { Duration, Size } from 'cdk8s';
import { finding, madeOtherwise, PlinthError, type Report } from '../../core';
import { isHostGroup } from '../hosts';
import { EtcdBackup } from './etcd-backup';
import type { EtcdClusterProps } from './etcd-props';

/**
 * Refuses what no cluster can be made of. Programs run without being type-checked, so any value may arrive.
 *
 * @throws PlinthError `choice-unknown`, with all of them at once.
 */
export function refuseUnsound(given: Readonly<Partial<Record<keyof EtcdClusterProps, unknown>>>): void {
  const { hosts, backup, quota } = given;
  const copies = "Write EtcdBackup.daily({ to: { kind: 's3', bucket: 'etcd', endpoint: 's3.example.com' } }).";
  const wrong: (Report | false)[] = [
    !isHostGroup(hosts) && madeOtherwise('hosts', hosts, 'HostPool', 'Write hosts: pool, or pool.take(3).'),
    backup !== undefined && !(backup instanceof EtcdBackup) && madeOtherwise('backup', backup, 'EtcdBackup', copies),
    quota !== undefined &&
      !(quota instanceof Size) &&
      madeOtherwise('quota', quota, 'Size', 'Write Size.gibibytes(2).'),
    ...(['heartbeat', 'election', 'compaction'] as const).map((property) => {
      const duration = given[property];
      return (
        duration !== undefined &&
        !(duration instanceof Duration) &&
        madeOtherwise(property, duration, 'Duration', 'Write Duration.millis(100), or Duration.hours(8).')
      );
    }),
  ];
  const problems = wrong.filter((problem) => problem !== false);
  if (problems.length === 0) return;
  throw new PlinthError(problems.map(({ kind, detail, fix }) => finding(kind, { path: '', detail, fix })));
}
