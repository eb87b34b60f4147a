import { join } from 'node:path';
import { App } from 'cdk8s';
import { bodyText, renderDist, resourcesOf, synthesizeTree, type Assembly, type Tier } from '../../../lib/assembly';
import { Environment } from '../../../lib/constructs/base';
import {
  EtcdBackup,
  EtcdCluster,
  type EtcdClusterProps,
  type SshBackupDestination,
} from '../../../lib/constructs/etcd';
import { ArtifactMirror, HostPool, OperatingSystem } from '../../../lib/constructs/hosts';
import { KubernetesCluster } from '../../../lib/constructs/kubernetes';
import { Machine } from '../../../lib/constructs/machines';
import type { Finding } from '../../../lib/core';

const digest = '0'.repeat(64);

/** Hosts on which nothing is wrong. */
export function hostsIn(environment: Environment, name = 'control', network = 20): HostPool {
  const address = (host: number): string => `10.${String(network)}.0.${String(host)}`;
  return new HostPool(environment, name, {
    names: { [`${name}-1`]: address(11), [`${name}-2`]: address(12), [`${name}-3`]: address(13) },
    os: OperatingSystem.debian('13'),
    machine: Machine.existing(),
    subnet: `10.${String(network)}.0.0/24`,
    nameServers: [address(2)],
    timeServers: [address(3)],
    sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGRlbW8= operator'],
    artifactMirror: ArtifactMirror.upstream({
      digests: { 'etcd 3.5.35': digest, 'etcd 3.6.16': digest, 'etcd 3.7.3': digest },
    }),
  });
}

export const ssh: SshBackupDestination = {
  kind: 'ssh',
  host: 'backup.example.com',
  user: 'etcd',
  folder: '/srv/backups/main',
  hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGRlbW8=',
};

export const backup = EtcdBackup.daily({ to: { kind: 's3', bucket: 'backups', endpoint: 's3.example.com' } });

/** An environment in an app, with a cluster of Kubernetes that somebody else makes. */
export function environmentIn(app: App, name = 'lab', tier: Tier = 'production'): Environment {
  const environment = new Environment(app, name, { tier });
  KubernetesCluster.existing(environment, 'cluster', { version: '1.36', enforcer: 'calico' });
  return environment;
}

/** A cluster of three members on hosts of its own, in production and with a backup. */
export function etcdIn(environment: Environment, props: Partial<EtcdClusterProps> = {}): EtcdCluster {
  return new EtcdCluster(environment, 'etcd', { hosts: hostsIn(environment), version: '3.6', backup, ...props });
}

export interface Result {
  readonly assembly: Assembly;
  readonly findings: readonly Finding[];
  /** The text of a file on all hosts of the pool, or on one of them. */
  readonly file: (path: string, on?: string) => string;
  readonly unit: (name: string) => string;
}

/** What an environment with one cluster gives; `also` declares what else there is. */
export function synthesized(
  props: Partial<EtcdClusterProps> = {},
  also: (cluster: EtcdCluster, environment: Environment) => void = () => undefined,
  tier: Tier = 'production',
): Result {
  const environment = environmentIn(new App(), 'lab', tier);
  also(etcdIn(environment, props), environment);
  const { assembly, findings } = synthesizeTree(environment, { sourceRoot: join(__dirname, '../../..') });
  return {
    ...{ assembly, findings },
    file: (path, on = 'control') => {
      const found = resourcesOf(assembly, 'file').find(
        ({ spec }) => spec.path === path && (spec.on.host ?? spec.on.pool) === on,
      );
      if (!found) throw new Error(`there is no ${path} on ${on}`);
      return bodyText(found.spec.body);
    },
    unit: (name) => {
      const found = resourcesOf(assembly, 'unit').find(({ spec }) => spec.name === name);
      if (!found?.spec.body) throw new Error(`there is no ${name}`);
      return bodyText({ format: 'unit', value: found.spec.body });
    },
  };
}

/** Every byte that reviewers see, and the findings. */
export function everything({ assembly, findings }: Result): string {
  const files = [...renderDist([assembly])].map(([path, content]) => `== ${path}\n${content}`);
  return [...files, ...findings.map(({ code, path, detail }) => `${code} ${path} ${detail}`)].join('\n');
}
