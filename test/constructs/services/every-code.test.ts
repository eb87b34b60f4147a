import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import type { Stack } from '../../../lib/constructs/base';
import { Health, Ingress, Volume } from '../../../lib/constructs/kubernetes';
import {
  Expose,
  ExternalService,
  Image,
  Images,
  Job,
  Manifests,
  Microservice,
  Release,
  Scale,
  type MicroserviceSettings,
} from '../../../lib/constructs/services';
import { sha256 } from '../../../lib/core';
import { everyCode, synthesizing, type Program } from '../../every-code';
import { stackIn, type WorldProps } from '../kubernetes/world';

const folder = mkdtempSync(join(tmpdir(), 'plinth-every-code-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const image = Image.digest('registry.example.com/cart', `sha256:${'0'.repeat(64)}`);
const next = Image.digest('registry.example.com/cart', `sha256:${'1'.repeat(64)}`);

interface Settings extends MicroserviceSettings<'http'> {
  readonly health?: Health<string> | undefined;
  readonly release?: Release;
  readonly image?: Image | undefined;
}

const inShop = (declare: (shop: Stack) => void, props: WorldProps = {}): Program => {
  return (app) => {
    declare(
      stackIn(app, { ...props, cluster: { storageClasses: [{ name: 'local', default: true }], ...props.cluster } }),
    );
  };
};
/** A microservice without what its types would refuse, as a program without types could declare it. */
const service = (shop: Stack, id: string, settings: Settings): void => {
  new Microservice(shop, id, { image, ports: { http: 8080 }, health: Health.tcp('http'), ...settings } as never);
};
const cart = (settings: Settings, props: WorldProps = {}): Program =>
  inShop((shop) => {
    service(shop, 'cart', settings);
  }, props);
const exposed = (path: string): Program =>
  inShop((shop) => {
    service(shop, 'cart', { expose: Expose.https('shop.example.com', { path: '/cart' }) });
    service(shop, 'basket', { expose: Expose.https('shop.example.com', { path }) });
  });
/** Two services behind load balancers that lead to ports of nodes. */
const onNodePort = (nodePort: number): Program =>
  inShop(
    (shop) => {
      service(shop, 'cart', { expose: Expose.https('shop.example.com', { nodePort: 30100 }) });
      service(shop, 'basket', { expose: Expose.https('basket.example.com', { nodePort }) });
    },
    { cluster: { ingress: Ingress.nodePorts({ from: ['10.20.0.11/32'] }) } },
  );
const imageOf = (reference: string): Program =>
  inShop((shop) => {
    service(shop, 'cart', { image: Image.of(reference) });
  });
const imageFrom = (name: string): Program =>
  inShop((shop) => {
    const file = join(folder, 'images.json');
    writeFileSync(file, JSON.stringify({ cart: image.toString() }));
    service(shop, 'cart', { image: Images.fromFile(file, [name])[name] });
  });
const billing = (address: string): Program =>
  inShop((shop) => {
    ExternalService.addresses(shop, 'billing', { addresses: [address], ports: { sql: 1521 } });
  });
const named = (more: { readonly cidrs?: readonly string[] }): Program =>
  inShop((shop) => {
    ExternalService.host(shop, 'billing', { host: 'billing.example.com', ports: { sql: 1521 }, ...more });
  });
const vendor = (content: string): Program =>
  inShop((shop) => {
    const file = join(folder, 'vendor.yaml');
    writeFileSync(file, content);
    Manifests.fromFile(shop, 'vendor', { file, sha256: sha256(content) });
  });
const job = (retries: number): Program =>
  inShop((shop) => {
    new Job(shop, 'migrate', { image, retries });
  });
const setting = (name: string): Program =>
  inShop((shop) => {
    new Job(shop, 'migrate', { image, env: { STEP: 'one' } }).addEnv({ [name]: 'two' });
  });
const colours = (green: Image): Program =>
  cart({ image: undefined, release: Release.blueGreen({ blue: { image }, green: { image: green }, live: 'blue' }) });

const volumes = { '/data': Volume.persistent(Size.gibibytes(1)) };
const monitoring = { namespace: 'monitoring', podLabels: { app: 'prometheus' } };
const https = Expose.https<'http'>('shop.example.com');

const cases = {
  'env-set-twice': { fault: setting('STEP'), neighbour: setting('NEXT_STEP') },
  'expose-port': {
    fault: cart({ expose: Expose.http('shop.example.com', { port: 'htpp' as 'http' }) }),
    neighbour: cart({ expose: Expose.http('shop.example.com', { port: 'http' }) }),
  },
  'expose-taken': { fault: exposed('/cart'), neighbour: exposed('/basket') },
  'expose-without-ingress': {
    fault: cart({ expose: https }, { cluster: { ingress: undefined } }),
    neighbour: cart({ expose: https }),
  },
  'external-address-invalid': { fault: billing('billing.example.com'), neighbour: billing('10.1.2.3') },
  'external-address-open': { fault: named({}), neighbour: named({ cidrs: ['203.0.113.0/24'] }) },
  'grace-period-short': {
    fault: cart({ gracePeriod: Duration.seconds(10), drain: Duration.seconds(10) }),
    neighbour: cart({ gracePeriod: Duration.seconds(11), drain: Duration.seconds(10) }),
  },
  'health-missing': { fault: cart({ health: undefined }), neighbour: cart({ health: Health.tcp('http') }) },
  'health-none': {
    fault: cart({ health: Health.none('It cannot be asked.') }),
    neighbour: cart({ health: Health.tcp('http') }),
  },
  'image-invalid': { fault: imageOf('my image'), neighbour: imageOf(image.toString()) },
  'images-file': { fault: imageFrom('crat'), neighbour: imageFrom('cart') },
  'job-invalid': { fault: job(-1), neighbour: job(0) },
  'manifest-invalid': {
    fault: vendor('apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n'),
    neighbour: vendor('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n'),
  },
  'metrics-port': {
    fault: cart({ metrics: 'http' }),
    neighbour: cart({ metrics: 'http' }, { cluster: { monitoring } }),
  },
  'node-port-invalid': { fault: onNodePort(30100), neighbour: onNodePort(30101) },
  'release-invalid': {
    fault: cart({ release: Release.rolling({ maxSurge: 0 }) }),
    neighbour: cart({ release: Release.rolling({ maxSurge: 1 }) }),
  },
  'release-needs-gap': {
    fault: cart({ volumes, scale: Scale.fixed(1) }),
    neighbour: cart({ volumes, scale: Scale.fixed(1), release: Release.recreate() }),
  },
  'release-same': { fault: colours(image), neighbour: colours(next) },
  'scale-invalid': { fault: cart({ scale: Scale.between(5, 3) }), neighbour: cart({ scale: Scale.between(3, 5) }) },
  'scale-zero': {
    fault: cart({ scale: Scale.fixed(0) }),
    neighbour: cart({ scale: Scale.fixed(0) }, { tier: 'staging' }),
  },
};

everyCode<Program>('constructs/services', cases, synthesizing);
