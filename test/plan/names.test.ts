import { App } from 'cdk8s';
import { synthesizeTree } from '../../lib/assembly';
import { EtcdBackup, EtcdCluster } from '../../lib/constructs/etcd';
import { plan } from '../../lib/plan';
import { Environment } from '../../lib/constructs/base';
import { HostPool, OperatingSystem } from '../../lib/constructs/hosts';
import { KubernetesCluster, VirtualIp } from '../../lib/constructs/kubernetes';
import { Machine } from '../../lib/constructs/machines';
import { Flannel } from '../../lib/constructs/network';
import { root } from '../core/line-of';
import { ids, stepOf } from './reading';

/** A cluster on one pool, with names of the author's choice. */
function named(pool: string, cluster: string): ReturnType<typeof plan> {
  const environment = new Environment(new App(), 'lab', { tier: 'development' });
  const hosts = new HostPool(environment, pool, {
    ...{ os: OperatingSystem.debian(), machine: Machine.existing(), count: 3 },
    ...{ subnet: '10.20.0.0/24', firstAddress: '10.20.0.11', nameServers: ['10.20.0.1'], timeServers: ['10.20.0.1'] },
    sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFxkpoYYkfTDo6I0/AJR6kP3wer+Ge/kH/qzAzxMD5f9 test'],
  });
  new KubernetesCluster(environment, cluster, {
    ...{ version: '1.36', controlPlane: hosts, workers: hosts, endpoint: VirtualIp.at('10.20.0.5') },
    etcd: new EtcdCluster(environment, 'etcd', {
      ...{ hosts, version: '3.6' },
      backup: EtcdBackup.none({ reason: 'Nothing is kept.' }),
    }),
    network: new Flannel(environment, 'network', { pods: '10.244.0.0/16', services: '10.96.0.0/16' }),
  });
  return plan({ to: synthesizeTree(environment, { sourceRoot: root }).assembly });
}

test.each([
  ['host', 'certificates'],
  ['host', 'secrets'],
  ['certificates', 'host'],
  ['secrets', 'cluster'],
  ['machines', 'record'],
])('a pool called %s and a cluster called %s: every step has a name of its own', (pool, cluster) => {
  const made = named(pool, cluster);

  expect(new Set(ids(made)).size).toBe(made.steps.length);
  expect(made.steps).toHaveLength(named('pool', 'cluster').steps.length);
});

test('steps of a component that is called like what comes before components', () => {
  const made = named('host', 'certificates');

  expect(stepOf(made, 'host/host-1/start').title).toBe(
    'Start what brings software to host-1, its firewall and its timers',
  );
  expect(stepOf(made, '_host/host-1/start').title).toBe('Start host on host-1');
  expect(stepOf(made, 'certificates/host-2/install').title).toBe('Put 4 certificates in place on host-2');
  expect(stepOf(made, '_certificates/host-2/install').title).toBe('Start certificates on host-2');
});
