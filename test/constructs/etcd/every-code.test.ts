import type { App } from 'cdk8s';
import { EtcdBackup, EtcdCluster, type EtcdClusterProps } from '../../../lib/constructs/etcd';
import { everyCode, synthesizing, type Program } from '../../every-code';
import { backup, environmentIn, etcdIn, hostsIn, ssh } from './fixture';

const etcd =
  (props: Partial<EtcdClusterProps>): Program =>
  (app) =>
    etcdIn(environmentIn(app), props);
const setting =
  (name: string): Program =>
  (app) =>
    etcdIn(environmentIn(app)).setVariable(name, '10', { reason: 'The store is slow.' });
const two =
  (props: Partial<EtcdClusterProps>): Program =>
  (app: App) => {
    const environment = environmentIn(app);
    const first = etcdIn(environment);
    const hosts = hostsIn(environment, 'other', 21);
    new EtcdCluster(environment, 'events', { ...first.props, hosts, ...props });
  };
const shared: Program = (app) => {
  const environment = environmentIn(app);
  const first = etcdIn(environment);
  new EtcdCluster(environment, 'events', first.props);
};
const sending = (folder: string): EtcdBackup => EtcdBackup.daily({ to: { ...ssh, folder } });

const cases = {
  'etcd-backup-invalid': {
    fault: etcd({ backup: EtcdBackup.daily({ to: ssh, keep: 0 }) }),
    neighbour: etcd({ backup: EtcdBackup.daily({ to: ssh, keep: 1 }) }),
  },
  'etcd-backup-shared': {
    fault: (app: App) => {
      const environment = environmentIn(app);
      etcdIn(environment, { backup: sending('/srv/backups') });
      const hosts = hostsIn(environment, 'other', 21);
      new EtcdCluster(environment, 'events', { hosts, version: '3.6', backup: sending('/srv/backups') });
    },
    neighbour: two({ backup }),
  },
  'etcd-discovery-gone': { fault: () => EtcdCluster.discovery(), neighbour: etcd({}) },
  'etcd-host-taken': { fault: shared, neighbour: two({}) },
  'etcd-setting-invalid': {
    fault: etcd({ dataDirectory: '/etc/etcd/data' }),
    neighbour: etcd({ dataDirectory: '/srv/etcd' }),
  },
  'etcd-variable': { fault: setting('ETCD_MAX_SNAPSHOTS'), neighbour: etcd({}) },
  'etcd-variable-invalid': { fault: setting('ETCD_LISTEN_PEER_URLS'), neighbour: etcd({}) },
  'etcd-version': { fault: etcd({ version: '3.4' as '3.5' }), neighbour: etcd({ version: '3.5' }) },
};

everyCode<Program>('constructs/etcd', cases, synthesizing);
