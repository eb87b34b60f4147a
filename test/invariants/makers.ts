import { ApiObject, Size } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import type { Construct, IConstruct } from 'constructs';
import { Environment } from '../../lib/constructs/base';
import {
  Backup,
  BackupDestination,
  Persistence,
  Pooler,
  PostgresBackend,
  PostgresCluster,
  RedisCache,
} from '../../lib/constructs/databases';
import { Health, Volume } from '../../lib/constructs/kubernetes';
import {
  CronJob,
  Expose,
  ExternalService,
  Image,
  Job,
  Microservice,
  Release,
  Scale,
  Schedule,
} from '../../lib/constructs/services';
import { Secret, type Output, type SecretValue, type Text } from '../../lib/core';

type Offered = Output | Text | SecretValue;

/** Something that a program has made, as others can connect it. */
export interface Made {
  /** What it offers to a consumer, asked once for each. */
  readonly offer?: (consumer: string) => Offered;
  /** Consumes what another one offers. */
  readonly use?: (name: string, offered: Offered) => void;
}

/** Makes one part of a program. Variants are 0, 1, 2 and so on, and wrap around. */
export type Maker = (scope: Construct, id: string, variant: number) => Made;

const image = Image.digest('registry.example.com/shop/web', `sha256:${'5'.repeat(64)}`);
const databaseImage = 'registry.example.com/shop/postgres:17.5';
const otherImage = Image.digest('registry.example.com/shop/web', `sha256:${'6'.repeat(64)}`);

/** How a construct that is not ours consumes. */
function usedBy(construct: IConstruct): NonNullable<Made['use']> {
  return (_name, offered) => {
    offered.consumeBy(construct);
  };
}

export const makers = {
  /** An object without a component, with a name of its own. */
  'config-map': (scope, id, variant) => {
    new ApiObject(scope, id, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: id },
      data: { b: String(variant), a: 'x' },
    });
    return {};
  },
  /** An object that belongs to the whole cluster, so a tenant's begins with the environment's name. */
  'priority-class': (scope, id, variant) => {
    const { isTenant, name } = Environment.of(scope);
    const metadata = { name: isTenant ? `${name}-${id}` : id };
    new ApiObject(scope, id, {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata,
      value: 1000 + variant,
    });
    return {};
  },
  /** A workload that is not ours, with labels of its own. */
  deployment: (scope, id, variant) => {
    const template = {
      metadata: { labels: { app: id } },
      spec: { containers: [{ name: 'main', image: 'registry.example.com/legacy:1' }] },
    };
    const deployment = new ApiObject(scope, id, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: id },
      spec: { replicas: 1 + variant, selector: { matchLabels: { app: id } }, template },
    });
    return { use: usedBy(deployment) };
  },
  /** One of cdk8s-plus, whose selector is a hash of its path: the only part that depends on its place in the tree. */
  'cdk8s-plus': (scope, id, variant) => {
    const deployment = new Deployment(scope, id, {
      replicas: 1 + variant,
      metadata: { name: id },
      containers: [{ image: 'registry.example.com/legacy:1', portNumber: 8080 }],
    });
    deployment.exposeViaService({ name: id });
    return { use: usedBy(deployment) };
  },
  worker: (scope, id, variant) => {
    const keeps = variant % 2 === 1;
    const worker = new Microservice(scope, id, {
      image,
      command: ['work'],
      scale: Scale.fixed(keeps ? 1 : 1 + variant),
      ...(keeps && { volumes: { '/data': Volume.persistent(Size.gibibytes(1)) }, release: Release.recreate() }),
    });
    return {
      use: (name, offered) => {
        worker.addEnv({ [name]: offered });
      },
    };
  },
  microservice: (scope, id, variant) => {
    const common = {
      ports: { http: 8080, grpc: { service: 80, container: 7070 } },
      health: Health.http('http', '/healthz'),
      files: { '/etc/app/settings.yaml': 'a: 1\n' },
      env: { TOKEN: Secret.existing('api').key('token') },
    };
    const host = `${id}.${Environment.of(scope).name}.example.com`;
    const certificate = Secret.existing('certificate');
    const variants: readonly (() => Microservice<'http' | 'grpc'>)[] = [
      () => new Microservice(scope, id, { ...common, image }),
      () => new Microservice(scope, id, { ...common, image, scale: Scale.between(2, 5).onCpu(70), metrics: 'http' }),
      () =>
        new Microservice(scope, id, { ...common, image, expose: Expose.https(host, { port: 'http', certificate }) }),
      () => {
        const release = Release.blueGreen({ live: 'blue', blue: { image }, green: { image: otherImage } });
        return new Microservice(scope, id, { ...common, release });
      },
    ];
    const service = variants[variant % variants.length]?.();
    return {
      ...(service && { offer: () => service.ports.grpc.address }),
      use: (name, offered) => {
        service?.addEnv({ [name]: offered });
      },
    };
  },
  job: (scope, id, variant) => {
    new Job(scope, id, { image, retries: variant, args: ['--once'] });
    return {};
  },
  'cron-job': (scope, id, variant) => {
    new CronJob(scope, id, { image, schedule: Schedule.daily({ hour: variant }), writable: ['/tmp'] });
    return {};
  },
  'external-addresses': (scope, id, variant) => {
    const external = ExternalService.addresses(scope, id, {
      addresses: [`192.0.2.${String(10 + variant)}`],
      ports: { http: 80 },
    });
    return { offer: () => external.ports.http.host };
  },
  'external-host': (scope, id, variant) => {
    const external = ExternalService.host(scope, id, {
      host: 'legacy.example.com',
      cidrs: ['192.0.2.0/24'],
      alias: variant % 2 === 1,
      ports: { https: 443 },
    });
    return { offer: () => external.ports.https.address };
  },
  postgres: (scope, id, variant) => {
    const cluster = new PostgresCluster(scope, id, {
      version: '17',
      image: databaseImage,
      backend: PostgresBackend.patroni({ version: '4.1' }),
      storage: Size.gibibytes(10),
      instances: 1 + 2 * (variant % 2),
      ...(variant % 3 === 1 && { pooler: Pooler.transaction({ image: 'registry.example.com/shop/pgbouncer:1.24' }) }),
      ...(variant % 3 === 2 && {
        monitoring: { image: 'registry.example.com/shop/exporter:1' },
        backup: Backup.daily({
          to: BackupDestination.s3({
            bucket: 'backups',
            endpoint: 's3.example.com',
            cidrs: ['192.0.2.0/24'],
            credentials: Secret.existing('s3', { keys: ['access-key', 'secret-key'] }),
          }),
        }),
      }),
    });
    return { offer: (consumer) => cluster.url(consumer.replaceAll('-', '_'), { access: 'read-write' }) };
  },
  redis: (scope, id, variant) => {
    const cache = new RedisCache(scope, id, {
      image: 'registry.example.com/shop/redis:8',
      auth: variant % 2 === 0 ? 'password' : 'none',
      ...(variant > 1 && { persistence: Persistence.appendOnly(Size.gibibytes(1)) }),
    });
    return { offer: () => cache.url() };
  },
} as const satisfies Readonly<Record<string, Maker>>;

export type MakerName = keyof typeof makers;
