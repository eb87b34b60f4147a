import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import { renderDist, writeFiles } from '../../lib/assembly';
import { Stack } from '../../lib/constructs/base';
import { Backup, BackupDestination, Pooler, PostgresBackend, PostgresCluster } from '../../lib/constructs/databases';
import { OperatingSystem } from '../../lib/constructs/hosts';
import { Health, PodField, Storage, Volume } from '../../lib/constructs/kubernetes';
import { Machine } from '../../lib/constructs/machines';
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
import { Secret } from '../../lib/core';
import { App, synthesizeApp } from '../../lib/program';
import { Lab, type LabProps } from '../../stacks/lab';

const reference = `registry.example.com/shop@sha256:${'0'.repeat(64)}`;
const image = Image.of(reference);

/** What the environments of this repository do not use: the gateway, all add-ons, and the rarer settings of each construct. */
class Gallery extends Lab {
  constructor(app: App, props: LabProps) {
    super(app, 'gallery', props);
    const shop = new Stack(this, 'shop');
    addServices(shop);
    addJobs(shop);
    addDatabase(shop);
  }
}

function addServices(shop: Stack): void {
  const tls = Secret.existing('shop-tls');
  const legacy = ExternalService.addresses(shop, 'legacy', { addresses: ['10.1.2.3'], ports: { sql: 1521 } });
  const partner = ExternalService.host(shop, 'partner', {
    ...{ host: 'api.example.net', ports: { https: 443 } },
    ...{ cidrs: ['203.0.113.0/24'], alias: true },
  });
  new Microservice(shop, 'web', {
    image,
    ports: { http: { container: 8080, service: 80, appProtocol: 'http' } },
    health: Health.http('http', '/healthz', { headers: { Host: 'web' }, startupPeriod: Duration.seconds(60) }),
    resources: { cpu: '250m', memory: Size.mebibytes(256), memoryLimit: Size.gibibytes(1) },
    scale: Scale.between(3, 10).onCpu(70).onMemory(85),
    env: { POD: PodField.podName, LEGACY: legacy.ports.sql.address, PARTNER: partner.ports.https.address },
    files: { '/etc/web/web.yaml': 'colour: blue\n' },
    volumes: {
      '/var/cache/web': Volume.empty({ inMemory: true, sizeLimit: Size.mebibytes(64) }),
      '/etc/tls': Volume.secret(tls),
    },
    writable: ['/tmp'],
    serviceAccountToken: true,
    disruptionBudget: { minAvailable: '50%' },
    spread: { hosts: 'require', zones: 'none' },
    expose: Expose.https('shop.example.com', { path: '/web', certificate: tls, port: 'http' }),
  });
  new Microservice(shop, 'cart', {
    ports: { grpc: 7070 },
    health: Health.grpc('grpc'),
    release: Release.blueGreen({ blue: { image }, green: { image, env: { NEW: true } }, live: 'blue' }),
  });
  new Microservice(shop, 'uploads', {
    ...{ image, ports: { http: 8080 }, health: Health.http('http', '/') },
    ...{ release: Release.recreate(), volumes: { '/data': Volume.persistent(Size.gibibytes(1)) } },
  });
}

function addJobs(shop: Stack): void {
  new Job(shop, 'migrate', { image, retries: 0, deadline: Duration.minutes(5), deleteAfter: Duration.hours(1) });
  new CronJob(shop, 'report', {
    ...{ image, schedule: Schedule.daily({ hour: 3 }), timeZone: 'Europe/Berlin' },
    ...{ concurrency: 'Replace', history: { successful: 1, failed: 5 }, suspended: true },
  });
}

function addDatabase(shop: Stack): void {
  const orders = new PostgresCluster(shop, 'orders', {
    version: '17',
    image: reference,
    backend: PostgresBackend.patroni({ version: '4.0' }),
    instances: 3,
    storage: Size.gibibytes(10),
    walStorage: Size.gibibytes(2),
    pooler: Pooler.transaction({ image: reference }),
    backup: Backup.hourly({
      to: BackupDestination.s3({
        ...{ bucket: 'orders', endpoint: 's3.example.com', cidrs: ['203.0.113.10/32'] },
        credentials: Secret.existing('backups'),
      }),
    }),
  });
  new Microservice(shop, 'checkout', { image, env: { DATABASE_URL: orders.url('checkout') } });
}

/** Writes that environment into a temporary folder, as `synth` writes into dist/, and says where its files are. */
export function writeGallery(): { readonly folder: string; readonly environment: string } {
  const app = new App();
  const gallery = new Gallery(app, {
    ...{ tier: 'development', version: '1.36', ingress: 'gateway', host: 'guests.example.com' },
    hosts: {
      os: OperatingSystem.debian('13'),
      subnet: '10.20.0.0/24',
      ...{ nameServers: ['10.20.0.2'], timeServers: ['10.20.0.2'] },
      sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGRlbW8= operator'],
    },
    machines: { control: Machine.existing(), worker: Machine.existing() },
    addresses: { control: '10.20.0.11', worker: '10.20.0.101', endpoint: '10.20.0.5' },
    backup: { kind: 's3', bucket: 'etcd', endpoint: 's3.example.com' },
    settings: { storage: Storage.localPath(), metrics: true },
    images: { guestbook: reference, postgres: reference, redis: reference },
  });
  const { environments } = synthesizeApp(app, { lock: false });
  const folder = mkdtempSync(join(tmpdir(), 'plinth-gallery-'));
  writeFiles(folder, renderDist(environments.map(({ assembly }) => assembly)), []);
  return { folder, environment: join(folder, gallery.node.id) };
}
