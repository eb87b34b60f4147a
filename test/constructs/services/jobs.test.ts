import { Duration } from 'cdk8s';
import { resourcesOf } from '../../../lib/assembly';
import { Secret } from '../../../lib/core';
import { Health } from '../../../lib/constructs/kubernetes';
import { CronJob, Image, Job, Microservice, Schedule } from '../../../lib/constructs/services';
import { findings, manifest, manifestsOf, objectsOf, synthesized, world } from '../kubernetes/world';

const image = Image.tag('registry.example.com/cart', 'v1');

describe('Job', () => {
  test('renders', () => {
    const { environment, shop } = world();
    new Job(shop, 'migrate', { image, args: ['migrate'], env: { PASSWORD: Secret.existing('db').key('password') } });

    expect(manifestsOf(environment, 'shop/migrate')).toMatchSnapshot();
  });

  test('keeps its name when it changes, and says that its object is replaced then', () => {
    const { environment, shop } = world();
    new Job(shop, 'migrate', { image: Image.tag('registry.example.com/cart', 'v2') });

    expect(objectsOf(environment, 'shop/migrate')).toEqual(['Job migrate', 'ServiceAccount migrate']);
    expect(resourcesOf(synthesized(environment).assembly, 'component')[0]?.spec).toMatchObject({
      readiness: { kind: 'complete', object: 'shop/batch/Job/migrate' },
      procedures: { update: 'replace-object' },
    });
  });

  test('is deleted after its end only where its author says so', () => {
    const { environment, shop } = world();
    new Job(shop, 'a', { image });
    new Job(shop, 'b', { image, deleteAfter: Duration.hours(1) });

    expect(manifest(environment, 'Job', 'a')).not.toContain('ttl');
    expect(manifest(environment, 'Job', 'b')).toContain('ttlSecondsAfterFinished: 3600\n');
  });

  test('calls others, and is let in by them', () => {
    const { environment, shop } = world();
    const cart = new Microservice(shop, 'cart', { image, ports: { http: 8080 }, health: Health.tcp('http') });
    new Job(shop, 'seed', { image }).addEnv({ CART: cart.ports.http.address });

    expect(manifest(environment, 'NetworkPolicy', 'cart')).toContain('app.kubernetes.io/name: seed\n');
    expect(manifest(environment, 'NetworkPolicy', 'seed')).toContain('port: 8080\n');
  });

  test('retries that cannot be counted are job-invalid', () => {
    const { environment, shop } = world();
    new Job(shop, 'migrate', { image, retries: -1 });

    expect(findings(environment).join('\n')).toMatchInlineSnapshot(`
      "error job-invalid
      at production/shop/migrate
      why retries is -1.
      fix Write a whole number from 0."
    `);
  });

  test('no retries are fine', () => {
    const { environment, shop } = world();
    new Job(shop, 'migrate', { image, retries: 0 });

    expect(findings(environment)).toEqual([]);
  });
});

describe('CronJob', () => {
  test('renders', () => {
    const { environment, shop } = world();
    const cronJob = new CronJob(shop, 'report', {
      image,
      schedule: Schedule.daily({ hour: 2 }),
      deadline: Duration.minutes(30),
      writable: ['/tmp'],
    });
    cronJob.addFile('/etc/report.yaml', 'days: 7\n');

    expect(manifestsOf(environment, 'shop/report')).toMatchSnapshot();
  });

  test('has a name that leaves room for those of its Jobs', () => {
    const { environment, shop } = world();
    new CronJob(shop, 'x'.repeat(53), { image, schedule: Schedule.hourly() });

    expect(findings(environment)[0]).toContain('characters; 52 are allowed');
  });
});
