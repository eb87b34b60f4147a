import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Size } from 'cdk8s';
import { resourcesOf, toYaml } from '../../../lib/assembly';
import {
  Backup,
  BackupDestination,
  Persistence,
  Pooler,
  PostgresCluster,
  RedisCache,
} from '../../../lib/constructs/databases';
import { schemas, upstream } from '../../../tools/upstream';
import { Client, postgres, synthesized } from '../../constructs/databases/fixture';
import { kubeconform } from '../kubeconform';
import { podSecurity } from '../pod-security';

// Every object of the constructs before the readers of Kubernetes.

jest.setTimeout(600_000);

let folder: string;
beforeAll(async () => {
  await Promise.all([upstream('kubeconform'), upstream('pod-security'), schemas()]);
  const { assembly } = synthesized((shop) => {
    const image = 'registry.example.com/image:1';
    const orders = new PostgresCluster(shop, 'orders', {
      ...postgres,
      walStorage: Size.gibibytes(10),
      storageClass: 'fast',
      monitoring: { image },
      pooler: Pooler.transaction({ image, security: { user: 70 } }),
    });
    const to = BackupDestination.volume({ claim: 'backups' });
    new PostgresCluster(shop, 'audit', { ...postgres, backup: Backup.hourly({ to }) });
    const cart = new RedisCache(shop, 'cart', { image });
    new RedisCache(shop, 'sessions', { image, auth: 'none', persistence: Persistence.appendOnly(Size.gibibytes(1)) });
    new Client(shop, 'checkout', { DATABASE_URL: orders.url('checkout'), CART_URL: cart.url() });
  });
  folder = mkdtempSync(join(tmpdir(), 'plinth-manifests-'));
  for (const { id, spec } of resourcesOf(assembly, 'object')) {
    // What consumers are is not judged here.
    if (id.endsWith('/Pod/checkout')) continue;
    const file = join(folder, `${id.replaceAll('/', '.')}.yaml`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, toYaml(spec));
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.each(['1.34', '1.35', '1.36'])('every object is valid in %s', async (minor) => {
  const answers = await kubeconform(folder, minor);

  expect(answers.filter(({ valid }) => !valid)).toEqual([]);
  expect(answers.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
    expect.arrayContaining([
      'CronJob orders-backup',
      'Role orders',
      'StatefulSet orders',
      'StatefulSet sessions',
      'Deployment cart',
    ]),
  );
});

test('every pod is admitted where "restricted" is enforced', async () => {
  const verdicts = await podSecurity(folder, '1.36');

  expect(verdicts.filter(({ allowed, level }) => !allowed || level !== 'restricted')).toEqual([]);
  expect(verdicts.length).toBeGreaterThanOrEqual(9);
});
