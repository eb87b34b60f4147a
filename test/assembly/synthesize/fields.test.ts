import { ApiObject, JsonPatch } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Stack } from '../../../lib/constructs/base';
import { findingsOf, objectsOf, shopOn } from './program';

/** A deployment of a generated class, with more in its pods' spec. */
function generated(shop: Stack, pod: object, spec: object = {}): k8s.KubeDeployment {
  return new k8s.KubeDeployment(shop, 'web', {
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: 'web:1' }], ...pod },
      },
      ...spec,
    },
  });
}

/** The same as plain data. */
function plain(shop: Stack, pod: object, spec: object = {}): ApiObject {
  return new ApiObject(shop, 'web', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: 'web:1' }], ...pod },
      },
      ...spec,
    },
  });
}

/** What the pods of the only deployment are. */
function podOf(shop: Stack): unknown {
  const spec = objectsOf(shop)['shop/apps/Deployment/web']?.['spec'] as {
    readonly template: { readonly spec: unknown };
  };
  return spec.template.spec;
}

describe('field-dropped', () => {
  test('a typo in a field of a generated class, which copies only what it knows', () => {
    const shop = shopOn();
    generated(shop, { restartPolcy: 'Always' });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error field-dropped: a field was given to an object but is not in its manifest
        at   production/shop: return new k8s.KubeDeployment(shop, 'web', {
        why  Deployment "web": spec.template.spec.restartPolcy was given, but the class KubeDeployment does not write it.
        fix  Check the spelling; for fields newer than the class use cdk8s ApiObject, or object.addJsonPatch(JsonPatch.add(...))."
    `);
  });

  test('a field that is newer than the class, which is of 1.27', () => {
    const shop = shopOn();
    generated(shop, { hostnameOverride: 'web-0' });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error field-dropped: a field was given to an object but is not in its manifest
        at   production/shop: return new k8s.KubeDeployment(shop, 'web', {
        why  Deployment "web": spec.template.spec.hostnameOverride was given, but the class KubeDeployment does not write it.
        fix  Check the spelling; for fields newer than the class use cdk8s ApiObject, or object.addJsonPatch(JsonPatch.add(...))."
    `);
  });

  test('a JSON patch elsewhere in the object does not hide it', () => {
    const shop = shopOn();
    generated(shop, {}, { replcas: 2 }).addJsonPatch(JsonPatch.add('/spec/minReadySeconds', 5));

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error field-dropped: a field was given to an object but is not in its manifest
        at   production/shop: return new k8s.KubeDeployment(shop, 'web', {
        why  Deployment "web": spec.replcas was given, but the class KubeDeployment does not write it.
        fix  Check the spelling; for fields newer than the class use cdk8s ApiObject, or object.addJsonPatch(JsonPatch.add(...))."
    `);
  });

  test('a newer field that a JSON patch adds is in the manifest: patches come last', () => {
    const shop = shopOn();
    generated(shop, {}).addJsonPatch(JsonPatch.add('/spec/template/spec/hostnameOverride', 'web-0'));

    expect(podOf(shop)).toMatchObject({ hostnameOverride: 'web-0' });
  });

  test('names that the class spells its own way are no loss', () => {
    const shop = shopOn();
    new k8s.KubeService(shop, 'web', {
      spec: { clusterIp: 'None', externalIPs: ['192.0.2.1'], ports: [{ port: 80 }] },
    });
    new k8s.KubeCustomResourceDefinition(shop, 'things.example.com', {
      metadata: { name: 'things.example.com' },
      spec: {
        group: 'example.com',
        names: { kind: 'Thing', plural: 'things' },
        scope: 'Namespaced',
        versions: [
          { name: 'v1', served: true, storage: true, schema: { openApiv3Schema: { type: 'object', enum: ['a'] } } },
        ],
      },
    });

    expect(objectsOf(shop)['shop/core/Service/web']?.['spec']).toMatchObject({
      clusterIP: 'None',
      externalIPs: ['192.0.2.1'],
    });
  });

  test('empty mappings and lists may go, and unions keep their value', () => {
    const shop = shopOn();
    generated(
      shop,
      { nodeSelector: {}, tolerations: [] },
      { strategy: { rollingUpdate: { maxSurge: k8s.IntOrString.fromString('25%') } } },
    );

    expect(objectsOf(shop)['shop/apps/Deployment/web']?.['spec']).toMatchObject({
      strategy: { rollingUpdate: { maxSurge: '25%' } },
    });
  });
});

describe('field-unknown', () => {
  test('a field that the cluster’s minor does not have yet', () => {
    const shop = shopOn('1.34');
    plain(shop, { schedulingGroup: { podGroupName: 'web' } });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error field-unknown: a field does not exist in the cluster’s Kubernetes version
        at   production/shop: return new ApiObject(shop, 'web', {
        why  Deployment "web": spec.template.spec.schedulingGroup does not exist in apps/v1 of Kubernetes 1.34.
        fix  Kubernetes 1.36 has it: move to that version, or leave it out."
    `);
  });

  test('the same field on a minor that has it', () => {
    const shop = shopOn('1.36');
    plain(shop, { schedulingGroup: { podGroupName: 'web' } });

    expect(podOf(shop)).toMatchObject({ schedulingGroup: { podGroupName: 'web' } });
  });

  test('a typo', () => {
    const shop = shopOn();
    plain(shop, {}, { replcas: 2 });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error field-unknown: a field does not exist in the cluster’s Kubernetes version
        at   production/shop: return new ApiObject(shop, 'web', {
        why  Deployment "web": spec.replcas does not exist in apps/v1 of Kubernetes 1.36.
        fix  Did you mean "replicas"?"
    `);
  });

  test('a field that a JSON patch adds', () => {
    const shop = shopOn();
    generated(shop, {}).addJsonPatch(JsonPatch.add('/spec/clusterIp', 'None'));

    expect(findingsOf(shop)).toContain(
      'Deployment "web": spec.clusterIp does not exist in apps/v1 of Kubernetes 1.36.',
    );
  });
});

describe('field-type', () => {
  test('a text where a number must be', () => {
    const shop = shopOn();
    plain(shop, {}, { replicas: '2' });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error field-type: a field has a value of the wrong type
        at   production/shop: return new ApiObject(shop, 'web', {
        why  Deployment "web": spec.replicas must be an integer, not the string "2".
        fix  Write an integer."
    `);
  });

  test('a value of a Secret is never shown', () => {
    const shop = shopOn();
    new ApiObject(shop, 'a', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a' },
      data: { password: 'not base64!' },
    });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error field-type: a field has a value of the wrong type
        at   production/shop: new ApiObject(shop, 'a', {
        why  Secret "a": data.password must be base64 text, not a string.
        fix  Write base64 text."
    `);
  });

  test('what may be a number or a text may be both', () => {
    const shop = shopOn();
    const container = (port: string | number): object => ({
      containers: [{ name: 'web', image: 'web:1', livenessProbe: { httpGet: { port } } }],
    });
    plain(shop, container('http'));

    expect(podOf(shop)).toMatchObject(container('http'));
  });
});

describe('field-value', () => {
  test('a value that is not among the allowed ones', () => {
    const shop = shopOn();
    plain(shop, { restartPolicy: 'always' });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error field-value: a field has a value that is not among the allowed ones
        at   production/shop: return new ApiObject(shop, 'web', {
        why  Deployment "web": spec.template.spec.restartPolicy is "always"; allowed are Always, Never, OnFailure.
        fix  Did you mean "Always"?"
    `);
  });

  test('one that is', () => {
    const shop = shopOn();
    plain(shop, { restartPolicy: 'Always' });

    expect(podOf(shop)).toMatchObject({ restartPolicy: 'Always' });
  });
});

describe('field-required', () => {
  test('a field that the API asks for', () => {
    const shop = shopOn();
    plain(shop, { containers: [{ image: 'web:1' }] }, { selector: undefined });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error field-required: a required field is missing
        at   production/shop: return new ApiObject(shop, 'web', {
        why  Deployment "web": spec.selector is required and missing.
        fix  Give it a value.
      error field-required: a required field is missing
        at   production/shop: return new ApiObject(shop, 'web', {
        why  Deployment "web": spec.template.spec.containers[0].name is required and missing.
        fix  Give it a value."
    `);
  });

  test('with it the object passes', () => {
    const shop = shopOn();
    plain(shop, {});

    expect(podOf(shop)).toEqual({ containers: [{ name: 'web', image: 'web:1' }] });
  });
});

describe('list-key-duplicate', () => {
  test('two items that Kubernetes would merge into one', () => {
    const shop = shopOn();
    plain(shop, {
      containers: [
        {
          name: 'web',
          image: 'web:1',
          env: [
            { name: 'A', value: '1' },
            { name: 'A', value: '2' },
          ],
        },
      ],
    });

    expect(findingsOf(shop)).toMatchInlineSnapshot(`
      "error list-key-duplicate: two items of a list have the same key
        at   production/shop: return new ApiObject(shop, 'web', {
        why  Deployment "web": spec.template.spec.containers[0].env[1] has the same name "A" as spec.template.spec.containers[0].env[0].
        fix  Kubernetes merges such items into one: rename or remove one of them."
    `);
  });

  test('items with keys of their own', () => {
    const shop = shopOn();
    const containers = [
      {
        name: 'web',
        image: 'web:1',
        ports: [
          { containerPort: 53, protocol: 'UDP' },
          { containerPort: 53, protocol: 'TCP' },
        ],
      },
    ];
    plain(shop, { containers });

    expect(podOf(shop)).toEqual({ containers });
  });
});
