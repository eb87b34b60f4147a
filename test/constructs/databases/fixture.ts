import { join } from 'node:path';
import { App, Duration, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  resourcesOf,
  synthesizeTree,
  toYaml,
  type Assembly,
  type ComponentPods,
  type ComponentSpec,
  type Contribution,
  type Manifest,
  type Tier,
} from '../../../lib/assembly';
import { Component, Environment, KubernetesObject, selectorLabels, Stack } from '../../../lib/constructs/base';
import {
  Backup,
  BackupDestination,
  PostgresBackend,
  type PostgresClusterProps,
} from '../../../lib/constructs/databases';
import {
  consumeEnv,
  containerManifest,
  KubernetesCluster,
  secretsOf,
  type Env,
  type ExistingClusterProps,
} from '../../../lib/constructs/kubernetes';
import { dnsLabel, Secret, type Finding } from '../../../lib/core';

/** An environment that was synthesized, with ways to look at what stands in it. */
export interface Result {
  readonly assembly: Assembly;
  readonly findings: readonly Finding[];
  readonly codes: readonly string[];
  readonly object: (kind: string, name: string) => Manifest;
  readonly yaml: (kind: string, name: string) => string;
  /** A file of a ConfigMap, by the end of its key. */
  readonly file: (configMap: string, name: string) => string;
}

export interface Surroundings {
  readonly tier?: Tier;
  readonly cluster?: Partial<ExistingClusterProps>;
}

/** Builds a program in the stack `shop` of the environment `production` and synthesizes it. */
export function synthesized(build: (shop: Stack) => void, { tier, cluster }: Surroundings = {}): Result {
  const environment = new Environment(new App(), 'production', { ...(tier && { tier }) });
  KubernetesCluster.existing(environment, 'cluster', {
    version: '1.36',
    enforcer: 'kube-router',
    apiServer: ['10.20.0.0/29'],
    monitoring: { namespace: 'monitoring', podLabels: { app: 'prometheus' } },
    ...cluster,
  });
  build(new Stack(environment, 'shop'));
  const { assembly, findings } = synthesizeTree(environment, { sourceRoot: join(__dirname, '../../..') });
  const object = (kind: string, name: string): Manifest => {
    const found = resourcesOf(assembly, 'object').find(({ spec }) => spec.kind === kind && spec.metadata.name === name);
    if (!found) throw new Error(`There is no ${kind} "${name}".`);
    return found.spec;
  };
  return {
    assembly,
    findings,
    codes: findings.map(({ code }) => code),
    object,
    yaml: (kind, name) => toYaml(object(kind, name)),
    file: (configMap, name) => {
      const data = object('ConfigMap', configMap)['data'] as Readonly<Record<string, string>>;
      const [, content] = Object.entries(data).find(([key]) => key.endsWith(name)) ?? [];
      if (content === undefined) throw new Error(`The ConfigMap "${configMap}" has no file "${name}".`);
      return content;
    },
  };
}

/** What a finding says, as people read it. */
export function said(findings: readonly Finding[]): string {
  return findings.map(({ code, path, detail, fix }) => `${code} at ${path}\n  ${detail}\n  ${fix}`).join('\n');
}

export const storeSecret = Secret.existing('store', { keys: ['access-key', 'secret-key'] });

export const s3 = BackupDestination.s3({
  bucket: 'backups',
  endpoint: 's3.example.com',
  cidrs: ['203.0.113.0/24'],
  credentials: storeSecret,
});

/** A cluster in production without a finding. */
export const postgres: PostgresClusterProps = {
  version: '17',
  image: 'registry.example.com/patroni:4.1',
  backend: PostgresBackend.patroni({ version: '4.1' }),
  storage: Size.gibibytes(50),
  backup: Backup.daily({ to: s3, retention: Duration.days(14) }),
};

/** Any consumer: one container with variables. */
export class Client extends Component {
  readonly #env: Env;

  constructor(scope: Construct, id: string, env: Env) {
    super(scope, id, {}, dnsLabel);
    this.#env = env;
    consumeEnv(this, env);
    new KubernetesObject(this, 'pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      name: id,
      labels: () => selectorLabels(id),
      body: () => ({ spec: { containers: [containerManifest({ name: 'client', image: 'client', env }, this)] } }),
    });
  }

  override get pods(): ComponentPods {
    return { namespace: this.stack.namespace, labels: selectorLabels(this.name) };
  }

  protected override componentSpec(): ComponentSpec {
    return {
      type: 'microservice',
      pods: this.pods,
      ports: [],
      readiness: { kind: 'none' },
      disruption: { kind: 'single' },
      procedures: { install: 'apply', update: 'rolling-restart', remove: 'delete' },
    };
  }

  protected override contribute(into: Contribution): void {
    for (const secret of secretsOf(Object.values(this.#env))) into.secret(secret);
  }
}
