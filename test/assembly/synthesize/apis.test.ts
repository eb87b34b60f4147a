import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Stack } from '../../../lib/constructs/base';
import { findingsOf, objectsOf, shopOn, synthesized } from './program';

function object(shop: Stack, apiVersion: string, kind: string, name = 'thing'): ApiObject {
  return new ApiObject(shop, `${kind}-${name}`, { apiVersion, kind, metadata: { name } });
}

function definition(shop: Stack, group: string, kind: string): k8s.KubeCustomResourceDefinition {
  const plural = `${kind.toLowerCase()}s`;
  return new k8s.KubeCustomResourceDefinition(shop, `${plural}.${group}`, {
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: { kind, plural },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema: { openApiv3Schema: { type: 'object' } } }],
    },
  });
}

describe('api-removed', () => {
  test('a kind that is gone, with what replaces it', () => {
    const shop = shopOn();
    object(shop, 'batch/v1beta1', 'CronJob');

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error api-removed: the cluster’s Kubernetes version does not serve this API
        at   production/shop: return new ApiObject(shop, \`\${kind}-\${name}\`, { apiVersion, kind, metadata: { name } });
        why  batch/v1beta1 CronJob was removed in 1.25; the cluster has 1.36.
        fix  Write batch/v1 CronJob."
    `);
  });

  test('a kind that nothing replaces', () => {
    const shop = shopOn();
    object(shop, 'policy/v1beta1', 'PodSecurityPolicy');

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error api-removed: the cluster’s Kubernetes version does not serve this API
        at   production/shop: return new ApiObject(shop, \`\${kind}-\${name}\`, { apiVersion, kind, metadata: { name } });
        why  policy/v1beta1 PodSecurityPolicy was removed in 1.25; the cluster has 1.36.
        fix  Nothing replaces it: leave it out, or move to a version that serves it."
    `);
  });

  test('a version of the 1.27 classes that is gone', () => {
    const shop = shopOn();
    new k8s.KubeFlowSchemaV1Beta2(shop, 'flow', { metadata: { name: 'flow' } });

    expect(findingsOf(shop)).toContain(
      'flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema was removed in 1.29; the cluster has 1.36.',
    );
  });

  test('a served version passes', () => {
    const shop = shopOn();
    new k8s.KubeCronJob(shop, 'report', {
      spec: {
        schedule: '0 3 * * *',
        jobTemplate: {
          spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a:1' }] } } },
        },
      },
    });

    expect(Object.keys(objectsOf(shop))).toEqual(['shop/batch/CronJob/report']);
  });
});

describe('api-unknown', () => {
  test('a kind that Kubernetes does not have, in a group of its own', () => {
    const shop = shopOn();
    object(shop, 'apps/v1', 'Deplyment');

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error api-unknown: a kind is neither Kubernetes’ own nor defined in this environment
        at   production/shop: return new ApiObject(shop, \`\${kind}-\${name}\`, { apiVersion, kind, metadata: { name } });
        why  Kubernetes 1.36 has no kind apps/v1 Deplyment.
        fix  Check apiVersion and kind for spelling; \`kubectl api-resources\` lists what a cluster serves."
    `);
  });

  test('a custom kind that nothing defines', () => {
    const shop = shopOn();
    object(shop, 'example.com/v1', 'Thing');

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error api-unknown: a kind is neither Kubernetes’ own nor defined in this environment
        at   production/shop: return new ApiObject(shop, \`\${kind}-\${name}\`, { apiVersion, kind, metadata: { name } });
        why  Nothing in this environment defines example.com/v1 Thing, so its fields cannot be checked and applying it may fail.
        fix  Add its CustomResourceDefinition with Manifests.fromFile, or acknowledge "api-unknown" and say who installs it."
    `);
  });

  test('a custom kind that this environment defines, before or after its use', () => {
    const shop = shopOn();
    object(shop, 'example.com/v1', 'Thing', 'before');
    definition(shop, 'example.com', 'Thing');
    object(shop, 'example.com/v1', 'Thing', 'after');

    expect(Object.keys(objectsOf(shop))).toEqual([
      '_cluster/apiextensions.k8s.io/CustomResourceDefinition/things.example.com',
      'shop/example.com/Thing/after',
      'shop/example.com/Thing/before',
    ]);
  });

  test('a definition of the same kind in another group does not help', () => {
    const shop = shopOn();
    definition(shop, 'example.org', 'Thing');
    object(shop, 'example.com/v1', 'Thing');

    expect(findingsOf(shop)).toContain('Nothing in this environment defines example.com/v1 Thing');
  });

  test('an acknowledgement stands beside the finding, which it settles later', () => {
    const shop = shopOn();
    object(shop, 'example.com/v1', 'Thing');
    shop.acknowledge('api-unknown', 'The platform team installs it.');
    const { assembly } = synthesized(shop);

    expect(assembly.acknowledgements).toEqual([
      { code: 'api-unknown', on: 'shop', reason: 'The platform team installs it.' },
    ]);
  });

  test('the Gateway API is known: its fields are checked, and its definitions are required elsewhere', () => {
    const shop = shopOn();
    new ApiObject(shop, 'route', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'shop' },
      spec: { hostnames: ['shop.example.com'], rulez: [] },
    });

    expect(findingsOf(shop)).toContain('HTTPRoute "shop": spec.rulez does not exist');
  });
});
