import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { contributes, hostStack, type Contribution } from '../../../lib/assembly';
import { Environment } from '../../../lib/constructs/base';
import { KubernetesCluster } from '../../../lib/constructs/kubernetes';
import { HostPool, OperatingSystem, type HostPoolProps } from '../../../lib/constructs/hosts';
import { Machine } from '../../../lib/constructs/machines';

/** What a layer above hosts puts on them. */
export type Contribute = (into: Contribution, pool: HostPool) => void;

export const poolProps: HostPoolProps = {
  names: { 'control-1': '10.20.0.11', 'control-2': '10.20.0.12' },
  os: OperatingSystem.debian('13'),
  machine: Machine.existing(),
  subnet: '10.20.0.0/24',
  nameServers: ['10.20.0.2'],
  timeServers: ['10.20.0.3'],
  sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGRlbW8= operator'],
};

/** A pool, `control`, in an environment of an app, with a layer on it. */
export function poolIn(app: App, contribute: Contribute, props: Partial<HostPoolProps> = {}): HostPool {
  const environment = new Environment(app, 'lab', { tier: 'production' });
  KubernetesCluster.existing(environment, 'cluster', { version: '1.36', enforcer: 'calico' });
  const pool = new HostPool(environment, 'control', { ...poolProps, ...props });
  contributes(new Construct(environment, 'layer'), {
    subject: { stack: { name: hostStack, namespace: '' }, component: 'layer' },
    contribute: (into) => {
      contribute(into, pool);
    },
  });
  return pool;
}

/** The same in an app of its own. */
export function poolWith(contribute: Contribute, props: Partial<HostPoolProps> = {}): Environment {
  const app = new App();
  poolIn(app, contribute, props);
  const environment = app.node.findChild('lab');
  if (!(environment instanceof Environment)) throw new Error('the environment is missing');
  return environment;
}
