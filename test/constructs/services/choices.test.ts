import { App, Size } from 'cdk8s';
import { Environment, Stack } from '../../../lib/constructs/base';
import { PostgresBackend, PostgresCluster, RedisCache } from '../../../lib/constructs/databases';
import { Health, type ExistingClusterProps } from '../../../lib/constructs/kubernetes';
import { CronJob, Image, Job, Microservice, Release, Schedule } from '../../../lib/constructs/services';
import { EdgeBook, Secret, text } from '../../../lib/core';
import { findings, synthesized, world, type WorldProps } from '../kubernetes/world';

const image = Image.digest('registry.example.com/cart', `sha256:${'0'.repeat(64)}`);

/** What is told of a program by the codes that are tested here. */
function told(declare: (shop: Stack) => void, props: WorldProps = {}): string {
  const { environment, shop } = world(props);
  declare(shop);
  return findings(environment)
    .filter((finding) => /choice-unknown|release-invalid|env-set-twice|secret-key-unknown/.test(finding))
    .join('\n\n');
}

const nothing = (): void => undefined;
const service = (shop: Stack, props: object): Microservice<'http'> =>
  new Microservice(shop, 'cart', { image, ports: { http: 8080 }, health: Health.tcp('http'), ...props });
const redis = (shop: Stack, props: object): RedisCache => new RedisCache(shop, 'cache', { image, ...props });
const postgres = (shop: Stack, props: object = {}): PostgresCluster =>
  new PostgresCluster(shop, 'orders', {
    image,
    version: '17',
    backend: PostgresBackend.patroni({ version: '4.1' }),
    storage: Size.gibibytes(10),
    ...props,
  } as never);

describe('an environment, its namespaces and its cluster', () => {
  test('a tier that nobody knows is treated as production', () => {
    const environment = new Environment(new App(), 'live', { tier: 'prodution' as 'production' });

    expect(environment.tier).toBe('production');
    expect(findings(environment)[0]).toMatchInlineSnapshot(`
      "error choice-unknown
      at live
      why tier is "prodution"; it may be "production", "staging" or "development".
      fix Did you mean "production"?"
    `);
  });

  test('namespaces of an environment are told once, on the environment', () => {
    const app = new App();
    const environment = new Environment(app, 'live', { namespaces: { network: 'opne' as 'open' } });
    new Stack(environment, 'shop');
    new Stack(environment, 'web');

    expect(findings(environment).filter((finding) => finding.includes('choice-unknown'))).toHaveLength(1);
  });

  test.each<[string, object]>([
    ['podSecurity', { podSecurity: 'priviledged' }],
    ['network', { network: 'Open' }],
    ['access', { teams: [{ group: 'shop', access: 'write' }] }],
  ])('%s of a stack', (_, stack) => {
    expect(told(nothing, { stack: stack })).toMatchSnapshot();
  });

  test('the strictest is done instead', () => {
    const stack = { podSecurity: 'none', network: 'all', teams: [{ group: 'shop', access: 'root' }] } as never;
    const { environment, shop } = world({ stack, tier: 'staging' });
    const objects = Object.values(synthesized(environment).assembly.resources).map((resource) => resource.id);

    expect(shop.settings).toMatchObject({
      podSecurity: 'restricted',
      network: 'isolated',
      teams: [{ group: 'shop', access: 'view' }],
    });
    expect(objects.join('\n')).toContain('default-deny');
  });

  test('the enforcer of a cluster', () => {
    const cluster = { enforcer: 'calcio' } as unknown as ExistingClusterProps;

    expect(told(nothing, { cluster })).toMatchInlineSnapshot(`
      "error choice-unknown
      at production
      why enforcer is "calcio"; it may be "calico", "cilium", "kube-router", "kube-network-policies", "antrea" or "none".
      fix Did you mean "calico"?"
    `);
    expect(world({ cluster }).environment.cluster.facts.enforcer).toBe('none');
  });
});

describe('databases', () => {
  test.each<[string, object]>([
    ['auth', { auth: 'None' }],
    ['eviction', { eviction: 'lru' }],
    ['persistence', { persistence: Size.gibibytes(1) }],
  ])('%s of a cache', (_, props) => {
    expect(told((shop) => redis(shop, props))).toMatchSnapshot();
  });

  test('only the exact word leaves the password out', () => {
    const { shop } = world();

    expect(redis(shop, { auth: 'None' }).password).toBeDefined();
    expect(new RedisCache(shop, 'open', { image, auth: 'none' }).password).toBeUndefined();
  });

  test.each<[string, object]>([
    ['version', { version: 17 }],
    ['deletionPolicy', { deletionPolicy: 'Delete' }],
    ['backend', { backend: 'patroni' }],
  ])('%s of a cluster of PostgreSQL', (_, props) => {
    expect(told((shop) => postgres(shop, props))).toMatchSnapshot();
  });

  test('the access of a role', () => {
    expect(
      told((shop) => service(shop, { env: { URL: postgres(shop).url('cart', { access: 'readonly' as 'owner' }) } })),
    ).toMatchInlineSnapshot(`
      "error choice-unknown
      at production/shop/orders
      why access of the role "cart" is "readonly"; it may be "owner", "read-write" or "read-only".
      fix Did you mean "read-only"?"
    `);
  });
});

describe('services and jobs', () => {
  test.each<[string, object]>([
    ['a number as scale', { scale: 3 }],
    ['an object as scale', { scale: { min: 2, max: 5 } }],
    ['a text as scale', { scale: 'two' }],
    ['a text as release', { release: 'recreate' }],
    [
      'a colour that is none',
      { image: undefined, release: Release.blueGreen({ blue: { image }, green: { image }, live: 'purple' as 'blue' }) },
    ],
  ])('%s', (_, props) => {
    expect(told((shop) => service(shop, props))).toMatchSnapshot();
  });

  test.each<[string, unknown, string]>([
    ['cron', '0 3 * * *', "Write Schedule.cron('0 3 * * *')."],
    ['words', 'every night', "Write Schedule.cron('0 3 * * *')."],
    ['five minutes', '*/5 * * * *', "Write Schedule.cron('*/5 * * * *')."],
  ])('a schedule that is a text: %s', (_, schedule, fix) => {
    expect(told((shop) => new CronJob(shop, 'night', { image, schedule: schedule as Schedule }))).toContain(
      `why schedule is ${JSON.stringify(schedule)}, which is no Schedule.\nfix ${fix}`,
    );
  });

  test('what is made by the classes is no problem', () => {
    expect(
      told((shop) => {
        service(shop, { release: Release.rolling() });
        new CronJob(shop, 'night', { image, schedule: Schedule.daily({ hour: 3 }) });
      }),
    ).toBe('');
  });
});

describe('what is given twice', () => {
  test('a variable and a file', () => {
    expect(
      told((shop) => {
        service(shop, { env: { MODE: 'a' }, files: { '/etc/a': 'a' } })
          .addEnv({ MODE: 'b' })
          .addFile('/etc/a', 'b');
      }),
    ).toMatchInlineSnapshot(`
      "error env-set-twice
      at production/shop/cart
      why The environment variable "MODE" is given twice: the first value would be lost, and its edge and its secret would stay.
      fix Give "MODE" once: with the component or by addEnv, not both.

      error env-set-twice
      at production/shop/cart
      why The file "/etc/a" is given twice: the first value would be lost, and its edge and its secret would stay.
      fix Give "/etc/a" once: with the component or by addFile, not both."
    `);
  });

  test('the second value leaves no edge', () => {
    const { shop } = world();
    const cart = service(shop, {});
    const job = new Job(shop, 'migrate', { image, env: { ADDR: 'x' } });
    job.addEnv({ ADDR: text`http://${cart.ports.http.host}` });

    expect(EdgeBook.of(job).from(job)).toEqual([]);
  });

  test('a variable that was left out may be given, and one that is left out takes nothing away', () => {
    expect(
      told((shop) => {
        service(shop, { env: { MODE: undefined } })
          .addEnv({ MODE: 'b', toString: 'c' })
          .addEnv({ MODE: undefined });
      }),
    ).toBe('');
  });
});

describe('a key that a secret does not have', () => {
  const keys = ['token', 'user'];
  const taking = (secret: Secret, key: string): string =>
    told((shop) => service(shop, { env: { T: secret.key(key) } }));

  test('is told with the nearest that it has', () => {
    expect(taking(Secret.existing('t', { keys }), 'tokn')).toMatchInlineSnapshot(`
      "error secret-key-unknown
      at production/shop/cart
      why It takes the key "tokn" of the secret "t", whose keys are "token", "user".
      fix Did you mean "token"?"
    `);
  });

  test('of a secret from elsewhere, and of one that is generated', () => {
    const generated = Secret.generatedAtApply('t', { password: { random: { length: 32 } } });

    expect(taking(Secret.external('t', { from: 'vault', keys }), 'x')).toContain('Take one of them');
    expect(taking(generated, 'pasword')).toContain('Did you mean "password"?');
  });

  test('passes where the secret has it, or says nothing of its keys', () => {
    expect(taking(Secret.existing('t', { keys }), 'token')).toBe('');
    expect(taking(Secret.existing('t'), 'tokn')).toBe('');
  });
});
