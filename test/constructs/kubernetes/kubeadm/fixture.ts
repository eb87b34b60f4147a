import { join } from 'node:path';
import { App } from 'cdk8s';
import { bodyText, renderDist, resourcesOf, synthesizeTree, type Assembly } from '../../../../lib/assembly';
import { Environment } from '../../../../lib/constructs/base';
import { EtcdBackup, EtcdCluster } from '../../../../lib/constructs/etcd';
import { ArtifactMirror, HostPool, OperatingSystem, type HostPoolProps } from '../../../../lib/constructs/hosts';
import { KubernetesCluster, VirtualIp, type KubernetesClusterProps } from '../../../../lib/constructs/kubernetes';
import { Machine } from '../../../../lib/constructs/machines';
import { Flannel, PolicyEnforcer } from '../../../../lib/constructs/network';
import type { Finding } from '../../../../lib/core';

const digest = '0'.repeat(64);
const image = (name: string): string => `registry.example.com/${name}@sha256:${digest}`;

/** What all hosts have in common. */
const hosts = {
  os: OperatingSystem.debian('13'),
  machine: Machine.existing(),
  subnet: '10.20.0.0/24',
  nameServers: ['10.20.0.2'],
  timeServers: ['10.20.0.3'],
  sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGRlbW8= operator'],
  // Of what no source gave a digest for.
  artifactMirror: ArtifactMirror.upstream({ digests: { 'crictl 1.36.0': digest, 'etcd 3.6.16': digest } }),
} satisfies Partial<HostPoolProps>;

export interface Bed {
  readonly environment: Environment;
  readonly control: HostPool;
  readonly workers: HostPool;
  readonly network: Flannel;
}

export type Settings = Partial<KubernetesClusterProps>;
/** Settings that need what else there is. */
export type Ask = Settings | ((bed: Bed) => Settings);

export interface BedProps {
  readonly control?: Partial<HostPoolProps>;
  readonly workers?: Partial<HostPoolProps>;
  readonly pods?: string;
}

/** Three control hosts and two workers in an environment of an app. */
export function bedIn(app: App, props: BedProps = {}): Bed {
  const environment = new Environment(app, 'lab', { tier: 'development' });
  const control = new HostPool(environment, 'control', {
    ...{ ...hosts, count: 3, firstAddress: '10.20.0.11' },
    ...props.control,
  });
  const workers = new HostPool(environment, 'worker', {
    ...{ ...hosts, count: 2, firstAddress: '10.20.0.21' },
    ...props.workers,
  });
  const network = new Flannel(environment, 'network', {
    pods: props.pods ?? '10.244.0.0/16',
    services: '10.96.0.0/16',
    images: { flannel: image('flannel'), plugin: image('flannel-cni-plugin') },
    enforcer: PolicyEnforcer.kubeRouter({ image: image('kube-router') }),
  });
  return { environment, control, workers, network };
}

/** A cluster on them, with an address that moves and the members of etcd on its control hosts. */
export function clusterOn(bed: Bed, ask: Ask = {}): KubernetesCluster {
  return new KubernetesCluster(bed.environment, 'kubernetes', {
    ...{ version: '1.36', controlPlane: bed.control, workers: bed.workers, network: bed.network },
    endpoint: VirtualIp.at('10.20.0.5'),
    ...(typeof ask === 'function' ? ask(bed) : ask),
  });
}

/** etcd of its own on the control hosts. */
export function etcdOn({ environment, control }: Bed): EtcdCluster {
  const backup = EtcdBackup.none({ reason: 'A test keeps nothing.' });
  return new EtcdCluster(environment, 'etcd', { hosts: control, version: '3.6', backup });
}

export interface Result {
  readonly assembly: Assembly;
  readonly findings: readonly Finding[];
  /** The text of a file on all hosts of a pool, or on one host. */
  readonly file: (path: string, on?: string) => string;
}

/** What a cluster gives. */
export function synthesized(ask: Ask = {}, props: BedProps = {}, also?: (cluster: KubernetesCluster) => void): Result {
  const bed = bedIn(new App(), props);
  const cluster = clusterOn(bed, ask);
  also?.(cluster);
  const { assembly, findings } = synthesizeTree(bed.environment, { sourceRoot: join(__dirname, '../../../..') });
  return {
    ...{ assembly, findings },
    file: (path, on = 'control') => {
      const found = resourcesOf(assembly, 'file').find(
        ({ spec }) => spec.path === path && (spec.on.host ?? spec.on.pool) === on,
      );
      if (!found) throw new Error(`there is no ${path} on ${on}`);
      return bodyText(found.spec.body);
    },
  };
}

/** Every byte that reviewers see, and the findings. */
export function everything({ assembly, findings }: Pick<Result, 'assembly' | 'findings'>): string {
  const files = [...renderDist([assembly])].map(([path, content]) => `== ${path}\n${content}`);
  return [...files, ...findings.map(({ code, path, detail }) => `${code} ${path} ${detail}`)].join('\n');
}
