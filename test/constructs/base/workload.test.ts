import { ApiObject, App, Cron } from 'cdk8s';
import { CronJob, DaemonSet, Deployment, Job, Pod, Service, StatefulSet } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { consumerOf, Stack, Workload } from '../../../lib/constructs/base';
import { findingsOf, production, synthesized } from '../../assembly/synthesize/program';
import { Example, policiesOf } from './example';

const containers = [{ image: 'web:1' }];

function shop(): Stack {
  return new Stack(production(), 'shop');
}

/** The selector of the policy of a foreign workload that uses a port of ours. */
function selectorOf(make: (stack: Stack) => Construct): unknown {
  const stack = shop();
  const cart = new Example(stack, 'cart');
  cart.port(7070).usedBy(make(stack));
  expect(findingsOf(stack)).toBe('');
  const policy = policiesOf(stack)['shop/web'] as { readonly podSelector: { readonly matchLabels: unknown } };
  return policy.podSelector.matchLabels;
}

describe('a workload that is not ours takes part in edges, selected by the labels of its own', () => {
  const addr = expect.objectContaining({ 'cdk8s.io/metadata.addr': expect.stringMatching(/^production-shop-web-/) });

  test.each<[string, (stack: Stack) => Construct]>([
    ['Deployment', (stack) => new Deployment(stack, 'web', { containers })],
    [
      'StatefulSet',
      (stack) =>
        new StatefulSet(stack, 'web', {
          containers,
          service: new Service(stack, 'headless', { ports: [{ port: 80 }] }),
        }),
    ],
    ['DaemonSet', (stack) => new DaemonSet(stack, 'web', { containers })],
    ['Job', (stack) => new Job(stack, 'web', { containers })],
    ['CronJob', (stack) => new CronJob(stack, 'web', { containers, schedule: Cron.daily() })],
    ['Pod', (stack) => new Pod(stack, 'web', { containers })],
  ])('%s of cdk8s-plus', (_, make) => {
    expect(selectorOf(make)).toEqual(addr);
  });

  const template = {
    metadata: { labels: { app: 'web' } },
    spec: { restartPolicy: 'Never', containers: [{ name: 'web', image: 'web:1' }] },
  };

  test.each<[string, string, object]>([
    [
      'apps/v1',
      'Deployment',
      {
        selector: { matchLabels: { app: 'web' } },
        template: {
          ...template,
          spec: { containers: template.spec.containers },
          metadata: { labels: { app: 'web', more: 'x' } },
        },
      },
    ],
    ['batch/v1', 'Job', { template }],
    ['batch/v1', 'CronJob', { schedule: '@daily', jobTemplate: { spec: { template } } }],
  ])('a plain %s %s', (apiVersion, kind, spec) => {
    expect(
      selectorOf((stack) => new ApiObject(stack, 'any', { apiVersion, kind, metadata: { name: 'web' }, spec })),
    ).toEqual({ app: 'web' });
  });

  test('with select: false and labels of its own, by these', () => {
    const make = (stack: Stack): Construct => {
      const web = new Deployment(stack, 'web', { containers, select: false, podMetadata: { labels: { app: 'web' } } });
      web.node.addMetadata('note', 'x');
      return web;
    };

    expect(selectorOf(make)).toMatchObject({ app: 'web' });
  });
});

describe('Workload.of', () => {
  test('may be called any number of times, and with a component of ours', () => {
    const stack = shop();
    const web = new Deployment(stack, 'web', { containers });
    const cart = new Example(stack, 'cart');

    expect(Workload.of(web).construct).toBe(web);
    expect(consumerOf(Workload.of(web))).toBe(web);
    expect([consumerOf(web), consumerOf(cart)]).toEqual([web, cart]);
    expect(findingsOf(stack)).toBe('');
    expect(Object.keys(synthesized(stack).assembly.resources).filter((id) => id.includes('/component/'))).toEqual([
      'shop/plinth/component/cart',
      'shop/plinth/component/web',
    ]);
  });

  test('gives the component the name of its object, and everything in it to the component', () => {
    const stack = shop();
    const web = new Deployment(stack, 'some-id', { containers, metadata: { name: 'web' } });
    Workload.of(web);
    const { resources } = synthesized(stack).assembly;

    expect(resources['shop/apps/Deployment/web']?.owner).toBe('shop/web');
    expect(resources['shop/plinth/component/web']?.spec).toMatchObject({
      type: 'workload',
      pods: { namespace: 'shop' },
    });
  });

  test('follows a namespace of the object’s own', () => {
    const stack = shop();
    const cart = new Example(stack, 'cart');
    const web = new Deployment(stack, 'web', { containers, metadata: { namespace: 'legacy' } });
    cart.port(7070).usedBy(web);

    expect(Object.keys(policiesOf(stack))).toEqual(['shop/cart', 'legacy/web']);
  });

  test('makes it a target as well: by being needed', () => {
    const stack = shop();
    const legacy = new Deployment(stack, 'legacy', { containers });
    new Example(stack, 'cart').needs(legacy);

    expect(findingsOf(stack)).toBe('');
    expect(synthesized(stack).assembly.edges).toEqual([
      { kind: 'needs', from: 'shop/plinth/component/cart', to: 'shop/plinth/component/legacy' },
    ]);
  });
});

describe('workload-unknown', () => {
  test('a construct without pods', () => {
    const stack = shop();
    Workload.of(new ApiObject(stack, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' }));

    expect(findingsOf(stack)).toMatchInlineSnapshot(`
      "error workload-unknown: a construct has no pods that policies could select
        at   production/shop/settings: Workload.of(new ApiObject(stack, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' }));
        why  "production/shop/settings" uses or offers an output, but is no Deployment, StatefulSet, DaemonSet, Job, CronJob or Pod.
        fix  Pass the construct that holds the pods."
    `);
  });

  test('a workload that does not render is reported as that', () => {
    const stack = shop();
    Workload.of(new Deployment(stack, 'web'));

    expect(findingsOf(stack)).toContain('error object-not-rendered');
  });

  test('a group of constructs has no pods either', () => {
    const stack = shop();
    const group = new Construct(stack, 'group');
    new Deployment(group, 'web', { containers });
    new Example(stack, 'cart').port(7070).usedBy(group);

    expect(findingsOf(stack)).toContain('error workload-unknown');
  });
});

test('an edge lives in its own program', () => {
  const [one, other] = [shop(), shop()];
  new Example(one, 'cart').port(7070).usedBy(new Example(one, 'web'));

  expect(synthesized(other).assembly.edges).toEqual([]);
  expect(one.node.root).not.toBe(new App());
});
