import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import * as ts from 'typescript';
import type { Stack } from '../../../lib/constructs/base';
import { Health, Volume, type HttpHealthOptions, type SecurityProps } from '../../../lib/constructs/kubernetes';
import {
  CronJob,
  Expose,
  ExternalService,
  Image,
  Job,
  Manifests,
  Microservice,
  Release,
  Scale,
  Schedule,
  type CronJobProps,
  type MicroserviceSettings,
} from '../../../lib/constructs/services';
import { Secret, sha256 } from '../../../lib/core';
import { everything, world } from '../kubernetes/world';

type Declare = (shop: Stack) => void;

const root = join(__dirname, '../../..');
const image = Image.tag('registry.example.com/cart', 'v1');
const other = Image.tag('registry.example.com/cart', 'v2');
const seconds = (amount: number): Duration => Duration.seconds(amount);
const vendor = 'test/constructs/services/fixtures/vendor.yaml';
const vendorDigest = sha256(readFileSync(join(root, vendor)));

const cart =
  (settings: MicroserviceSettings<'http' | 'metrics'>): Declare =>
  (shop) =>
    new Microservice(shop, 'cart', {
      image,
      ports: { http: 8080, metrics: 9090 },
      health: Health.tcp('http'),
      ...settings,
    });
const ports =
  (http: object): Declare =>
  (shop) =>
    new Microservice(shop, 'cart', {
      image,
      ports: { http: { container: 8080, ...http } },
      health: Health.tcp('http'),
    });
const probed =
  (options: HttpHealthOptions): Declare =>
  (shop) =>
    new Microservice(shop, 'cart', { image, ports: { http: 8080 }, health: Health.http('http', '/', options) });
const released =
  (release: Release<'rolling' | 'recreate'>): Declare =>
  (shop) =>
    new Microservice(shop, 'cart', { image, release });
const coloured =
  (release: Release<'blue-green'>): Declare =>
  (shop) =>
    new Microservice(shop, 'cart', { release });
const job =
  (settings: Partial<Omit<CronJobProps, 'schedule'>> & { deleteAfter?: Duration }): Declare =>
  (shop) => {
    new Job(shop, 'migrate', { image, ...settings });
    new CronJob(shop, 'report', { image, schedule: Schedule.hourly(), ...settings });
  };
const cron =
  (settings: Partial<CronJobProps>): Declare =>
  (shop) =>
    new CronJob(shop, 'report', { image, schedule: Schedule.hourly(), ...settings });
const legacy =
  (settings: { name?: string; addresses?: readonly string[]; ports?: Record<string, number> }): Declare =>
  (shop) =>
    ExternalService.addresses(shop, 'legacy', { addresses: ['10.1.2.3'], ports: { sql: 1521 }, ...settings });
const partner =
  (settings: {
    name?: string;
    host?: string;
    ports?: Record<string, number>;
    cidrs?: string[];
    alias?: boolean;
  }): Declare =>
  (shop) => {
    const service = ExternalService.host(shop, 'partner', {
      host: 'api.example.com',
      ports: { https: 443 },
      cidrs: ['203.0.113.0/24'],
      ...settings,
    });
    const [port] = Object.values(service.ports);
    new Microservice(shop, 'cart', { image, env: { PARTNER: port?.address } });
  };
const exposed =
  (expose: Expose<'http' | 'metrics'>): Declare =>
  (shop) => {
    cart({ expose })(shop);
  };
const scheduled =
  (schedule: Schedule): Declare =>
  (shop) => {
    cron({ schedule })(shop);
  };
const plain = cart({});

/** For each property a declaration without it, or with another value, and one with it. */
const cases: Readonly<Record<string, readonly [Declare, Declare]>> = {
  'ComponentProps.name': [plain, cart({ name: 'basket' })],
  'ComponentProps.renamedFrom': [plain, cart({ renamedFrom: 'basket' })],

  'MicroserviceSettings.command': [plain, cart({ command: ['/bin/cart'] })],
  'MicroserviceSettings.args': [plain, cart({ args: ['--fast'] })],
  'MicroserviceSettings.resources': [plain, cart({ resources: { cpu: '200m' } })],
  'MicroserviceSettings.scale': [plain, cart({ scale: Scale.fixed(3) })],
  'MicroserviceSettings.env': [plain, cart({ env: { A: 1 } })],
  'MicroserviceSettings.files': [plain, cart({ files: { '/etc/a': 'b' } })],
  'MicroserviceSettings.volumes': [plain, cart({ volumes: { '/data': Volume.empty() } })],
  'MicroserviceSettings.writable': [plain, cart({ writable: ['/tmp'] })],
  'MicroserviceSettings.security': [plain, cart({ security: { user: 1000 } })],
  'MicroserviceSettings.serviceAccountToken': [plain, cart({ serviceAccountToken: true })],
  'MicroserviceSettings.disruptionBudget': [plain, cart({ disruptionBudget: 'none' })],
  'MicroserviceSettings.spread': [plain, cart({ spread: { zones: 'none' } })],
  'MicroserviceSettings.before': [
    (shop) => {
      new Job(shop, 'migrate', { image });
      plain(shop);
    },
    (shop) => {
      cart({ before: new Job(shop, 'migrate', { image }) })(shop);
    },
  ],
  'MicroserviceSettings.gracePeriod': [plain, cart({ gracePeriod: seconds(60) })],
  'MicroserviceSettings.drain': [plain, cart({ drain: seconds(0) })],
  'MicroserviceSettings.expose': [plain, cart({ expose: Expose.http('shop.example.com', { port: 'http' }) })],
  'MicroserviceSettings.metrics': [plain, cart({ metrics: 'metrics' })],
  'ServingProps.ports': [ports({}), ports({ container: 8081 })],
  'ServingProps.health': [probed({}), ports({})],
  'WorkerProps.ports': [released(Release.rolling()), ports({})],
  'WorkerProps.health': [
    released(Release.rolling()),
    (shop) => new Microservice(shop, 'cart', { image, health: Health.exec(['/bin/ok']) }),
  ],
  'SingleReleaseProps.image': [released(Release.rolling()), (shop) => new Microservice(shop, 'cart', { image: other })],
  'SingleReleaseProps.release': [released(Release.rolling()), released(Release.recreate())],
  'BlueGreenReleaseProps.image': [
    coloured(Release.blueGreen({ blue: { image }, live: 'blue' })),
    released(Release.rolling()),
  ],
  'BlueGreenReleaseProps.release': [
    coloured(Release.blueGreen({ blue: { image }, live: 'blue' })),
    coloured(Release.blueGreen({ blue: { image: other }, live: 'blue' })),
  ],
  'ReleaseProps.image': [
    coloured(Release.blueGreen({ blue: { image }, live: 'blue' })),
    coloured(Release.blueGreen({ blue: { image: other }, live: 'blue' })),
  ],
  'ReleaseProps.env': [
    coloured(Release.blueGreen({ blue: { image }, live: 'blue' })),
    coloured(Release.blueGreen({ blue: { image, env: { A: 1 } }, live: 'blue' })),
  ],
  'BlueGreenProps.blue': [
    coloured(Release.blueGreen({ green: { image }, live: 'green' })),
    coloured(Release.blueGreen({ green: { image }, blue: { image: other }, live: 'green' })),
  ],
  'BlueGreenProps.green': [
    coloured(Release.blueGreen({ blue: { image }, live: 'blue' })),
    coloured(Release.blueGreen({ blue: { image }, green: { image: other }, live: 'blue' })),
  ],
  'BlueGreenProps.live': [
    coloured(Release.blueGreen({ blue: { image }, green: { image: other }, live: 'blue' })),
    coloured(Release.blueGreen({ blue: { image }, green: { image: other }, live: 'green' })),
  ],
  'RollingProps.maxSurge': [released(Release.rolling()), released(Release.rolling({ maxSurge: 2 }))],
  'RollingProps.maxUnavailable': [released(Release.rolling()), released(Release.rolling({ maxUnavailable: 1 }))],

  'ExposeProps.path': [
    exposed(Expose.https('a.example.com', { port: 'http' })),
    exposed(Expose.https('a.example.com', { port: 'http', path: '/cart' })),
  ],
  'ExposeProps.port': [
    exposed(Expose.https('a.example.com', { port: 'http' })),
    exposed(Expose.https('a.example.com', { port: 'metrics' })),
  ],
  'ExposeProps.listener': [
    exposed(Expose.https('a.example.com', { port: 'http' })),
    exposed(Expose.https('a.example.com', { port: 'http', listener: 'public' })),
  ],
  'ExposeProps.nodePort': [
    exposed(Expose.https('a.example.com', { port: 'http' })),
    exposed(Expose.https('a.example.com', { port: 'http', nodePort: 30100 })),
  ],
  'ExposeHttpsProps.certificate': [
    exposed(Expose.https('a.example.com', { port: 'http' })),
    exposed(Expose.https('a.example.com', { port: 'http', certificate: Secret.existing('shop-tls') })),
  ],

  'JobSettings.image': [job({}), job({ image: other })],
  'JobSettings.command': [job({}), job({ command: ['/bin/migrate'] })],
  'JobSettings.args': [job({}), job({ args: ['--all'] })],
  'JobSettings.resources': [job({}), job({ resources: { cpu: '1' } })],
  'JobSettings.env': [job({}), job({ env: { A: 1 } })],
  'JobSettings.files': [job({}), job({ files: { '/etc/a': 'b' } })],
  'JobSettings.volumes': [job({}), job({ volumes: { '/data': Volume.empty() } })],
  'JobSettings.writable': [job({}), job({ writable: ['/tmp'] })],
  'JobSettings.security': [job({}), job({ security: { user: 1000 } })],
  'JobSettings.serviceAccountToken': [job({}), job({ serviceAccountToken: true })],
  'JobSettings.retries': [job({}), job({ retries: 0 })],
  'JobSettings.deadline': [job({}), job({ deadline: seconds(60) })],
  'JobProps.deleteAfter': [job({}), job({ deleteAfter: seconds(60) })],
  'CronJobProps.schedule': [cron({}), cron({ schedule: Schedule.cron('*/5 * * * *') })],
  'CronJobProps.timeZone': [cron({}), cron({ timeZone: 'Europe/Berlin' })],
  'CronJobProps.concurrency': [cron({}), cron({ concurrency: 'Replace' })],
  'CronJobProps.history': [cron({}), cron({ history: { successful: 1 } })],
  'CronJobProps.history.successful': [cron({}), cron({ history: { successful: 1 } })],
  'CronJobProps.history.failed': [cron({}), cron({ history: { failed: 5 } })],
  'CronJobProps.suspended': [cron({}), cron({ suspended: true })],
  'TimeOfDay.hour': [scheduled(Schedule.daily({ hour: 1 })), scheduled(Schedule.daily({ hour: 2 }))],
  'TimeOfDay.minute': [scheduled(Schedule.daily({ hour: 1 })), scheduled(Schedule.daily({ hour: 1, minute: 5 }))],
  'Schedule.hourly.minute': [scheduled(Schedule.hourly()), scheduled(Schedule.hourly({ minute: 5 }))],
  'Schedule.weekly.day': [
    scheduled(Schedule.weekly({ hour: 1, day: 'monday' })),
    scheduled(Schedule.weekly({ hour: 1, day: 'sunday' })),
  ],

  'ExternalAddressesProps.addresses': [legacy({}), legacy({ addresses: ['10.1.2.4'] })],
  'ExternalAddressesProps.ports': [legacy({}), legacy({ ports: { sql: 1522 } })],
  'ExternalAddressesProps.name': [legacy({}), legacy({ name: 'billing' })],
  'ExternalHostProps.host': [partner({}), partner({ host: 'api.example.org' })],
  'ExternalHostProps.ports': [partner({}), partner({ ports: { https: 8443 } })],
  'ExternalHostProps.cidrs': [partner({}), partner({ cidrs: ['198.51.100.0/24'] })],
  'ExternalHostProps.alias': [partner({}), partner({ alias: true })],
  'ExternalHostProps.name': [partner({}), partner({ name: 'stripe' })],
  'ManifestsProps.file': [
    (shop) => Manifests.fromFile(shop, 'vendor', { file: vendor, sha256: vendorDigest }),
    (shop) => Manifests.fromFile(shop, 'vendor', { file: 'elsewhere.yaml', sha256: vendorDigest }),
  ],
  'ManifestsProps.sha256': [
    (shop) => Manifests.fromFile(shop, 'vendor', { file: vendor, sha256: vendorDigest }),
    (shop) => Manifests.fromFile(shop, 'vendor', { file: vendor, sha256: '0'.repeat(64) }),
  ],

  'ResourcesProps.cpu': [plain, cart({ resources: { cpu: '200m' } })],
  'ResourcesProps.memory': [plain, cart({ resources: { memory: Size.mebibytes(64) } })],
  'ResourcesProps.cpuLimit': [plain, cart({ resources: { cpuLimit: '1' } })],
  'ResourcesProps.memoryLimit': [plain, cart({ resources: { memoryLimit: Size.mebibytes(256) } })],
  'ResourcesProps.ephemeralStorage': [plain, cart({ resources: { ephemeralStorage: Size.gibibytes(1) } })],
  ...Object.fromEntries(
    (
      [
        { user: 1000 },
        { group: 1000 },
        { readOnlyRootFilesystem: false },
        { runAsNonRoot: false },
        { allowPrivilegeEscalation: true },
        { seccomp: 'Unconfined' },
        { addCapabilities: ['NET_BIND_SERVICE'] },
      ] satisfies SecurityProps[]
    ).map((security) => [`SecurityProps.${Object.keys(security).join('')}`, [plain, cart({ security })]]),
  ),
  'ProbeTiming.initialDelay': [probed({}), probed({ initialDelay: seconds(10) })],
  'ProbeTiming.period': [probed({}), probed({ period: seconds(15) })],
  'ProbeTiming.timeout': [probed({}), probed({ timeout: seconds(3) })],
  'ProbeTiming.failureThreshold': [probed({}), probed({ failureThreshold: 4 })],
  'HttpProbe.path': [probed({}), probed({ readiness: { path: '/ready' } })],
  'HttpProbe.headers': [probed({}), probed({ liveness: { headers: { Cookie: 'a=b' } } })],
  'HealthOptions.startup': [probed({}), probed({ startup: false })],
  'HealthOptions.startupPeriod': [probed({}), probed({ startupPeriod: seconds(1) })],
  'HealthOptions.readiness': [probed({}), probed({ readiness: { period: seconds(5) } })],
  'HealthOptions.liveness': [probed({}), probed({ liveness: false })],
  'HttpHealthOptions.headers': [probed({}), probed({ headers: { Host: 'cart' } })],
  'HttpHealthOptions.scheme': [probed({}), probed({ scheme: 'https' })],
  'GrpcHealthOptions.service': [
    (shop) => new Microservice(shop, 'cart', { image, ports: { grpc: 7070 }, health: Health.grpc('grpc') }),
    (shop) =>
      new Microservice(shop, 'cart', {
        image,
        ports: { grpc: 7070 },
        health: Health.grpc('grpc', { service: 'cart' }),
      }),
  ],
  'PortProps.container': [ports({ service: 80 }), ports({ service: 80, container: 8081 })],
  'PortProps.service': [ports({}), ports({ service: 80 })],
  'PortProps.protocol': [ports({}), ports({ protocol: 'UDP' })],
  'PortProps.appProtocol': [ports({}), ports({ appProtocol: 'kubernetes.io/h2c' })],
  'EmptyVolumeProps.sizeLimit': [
    cart({ volumes: { '/data': Volume.empty() } }),
    cart({ volumes: { '/data': Volume.empty({ sizeLimit: Size.gibibytes(1) }) } }),
  ],
  'EmptyVolumeProps.inMemory': [
    cart({ volumes: { '/data': Volume.empty() } }),
    cart({ volumes: { '/data': Volume.empty({ inMemory: true }) } }),
  ],
  'PersistentVolumeProps.class': [
    cart({ volumes: { '/data': Volume.persistent(Size.gibibytes(1)) } }),
    cart({ volumes: { '/data': Volume.persistent(Size.gibibytes(1), { class: 'fast' }) } }),
  ],
  'PersistentVolumeProps.access': [
    cart({ volumes: { '/data': Volume.persistent(Size.gibibytes(1)) } }),
    cart({ volumes: { '/data': Volume.persistent(Size.gibibytes(1), { access: 'ReadWriteMany' }) } }),
  ],
  'Volume.claim.readOnly': [
    cart({ volumes: { '/data': Volume.claim('data') } }),
    cart({ volumes: { '/data': Volume.claim('data', { readOnly: true }) } }),
  ],
  'SpreadProps.hosts': [plain, cart({ spread: { hosts: 'require' } })],
  'SpreadProps.zones': [plain, cart({ spread: { zones: 'require' } })],
};

/** Interfaces that only the house itself fills in. */
const internal: ReadonlySet<string> = new Set([
  ...['ContainerSettings', 'DisruptionBudgetProps', 'MountProps', 'PodTemplateSettings', 'RouteProps'],
  'ServiceObjectProps',
]);

/** Every property that an author can write, read from the sources: a new one without a case fails the test below. */
function declaredProperties(): readonly string[] {
  const folders = ['lib/constructs/services', 'lib/constructs/kubernetes/pods'];
  const files = folders.flatMap((folder) => readdirSync(join(root, folder)).map((file) => `${folder}/${file}`));
  return [...files.filter((file) => file.endsWith('.ts')), 'lib/constructs/base/component.ts']
    .flatMap((file) =>
      propertiesIn(ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ES2023)),
    )
    .sort();
}

function propertiesIn(source: ts.SourceFile): readonly string[] {
  return source.statements.flatMap((statement) => {
    if (ts.isInterfaceDeclaration(statement)) {
      const name = statement.name.text;
      const isForAuthors = /(Props|Options|Settings|Probe|Timing|TimeOfDay)$/.test(name) && !internal.has(name);
      return isForAuthors ? membersOf(name, statement.members) : [];
    }
    if (!ts.isClassDeclaration(statement)) return [];
    return statement.members.filter(ts.isMethodDeclaration).flatMap((method) => literalsOf(statement, method));
  });
}

/** The members of types that are written out in the parameters of a static maker. */
function literalsOf(owner: ts.ClassDeclaration, method: ts.MethodDeclaration): readonly string[] {
  const isStatic = method.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;
  if (!isStatic || !ts.isIdentifier(method.name)) return [];
  const title = `${owner.name?.text ?? ''}.${method.name.text}`;
  return method.parameters.flatMap(({ type }) => {
    const types = type && ts.isIntersectionTypeNode(type) ? type.types : type ? [type] : [];
    return types.flatMap((one) => (ts.isTypeLiteralNode(one) ? membersOf(title, one.members) : []));
  });
}

function membersOf(title: string, members: ts.NodeArray<ts.TypeElement>): readonly string[] {
  return members.flatMap((member) => {
    if (!ts.isPropertySignature(member) || !ts.isIdentifier(member.name)) return [];
    const name = `${title}.${member.name.text}`;
    return member.type && ts.isTypeLiteralNode(member.type) ? [name, ...membersOf(name, member.type.members)] : [name];
  });
}

function outputOf(declare: Declare): string {
  const { environment, shop } = world({
    cluster: { monitoring: { namespace: 'monitoring', podLabels: { app: 'prometheus' } } },
  });
  declare(shop);
  return everything(environment);
}

test('every property that an author can write has a case', () => {
  expect(Object.keys(cases).sort()).toEqual(declaredProperties());
});

test.each(Object.entries(cases))('%s changes the output, or is a finding', (_, [without, given]) => {
  expect(outputOf(given)).not.toBe(outputOf(without));
});
