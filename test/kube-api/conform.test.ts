import type { Json, JsonObject } from '../../lib/core';
import { conform, kubeApi, type FieldProblem, type KindFacts } from '../../lib/kube-api';

function kindOf(apiVersion: string, kind: string): KindFacts {
  const facts = kubeApi('1.36').tryKind(apiVersion, kind);
  if (facts === undefined) throw new Error(`${apiVersion} ${kind} is not served`);
  return facts;
}

const pod = kindOf('v1', 'Pod');

function podWith(container: JsonObject, spec: JsonObject = {}): Json {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { ...spec, containers: [{ name: 'a', ...container }] },
  };
}

function problemsOf(body: Json, kind = pod): readonly FieldProblem[] {
  return conform(kind, body).problems;
}

describe('problems', () => {
  test.each<[string, Json, FieldProblem[]]>([
    [
      'an unknown field',
      podWith({ imagee: 'x' }),
      [{ kind: 'unknown-field', path: 'spec.containers[0].imagee', suggestion: 'image' }],
    ],
    [
      'an unknown field that is like no other',
      podWith({}, { flavour: 'vanilla' }),
      [{ kind: 'unknown-field', path: 'spec.flavour', suggestion: undefined }],
    ],
    [
      'an unknown field beside the one that it is like',
      podWith({ image: 'x', images: 'x' }),
      [{ kind: 'unknown-field', path: 'spec.containers[0].images', suggestion: undefined }],
    ],
    [
      'a text for a number',
      podWith({ ports: [{ containerPort: '80' }] }),
      [wrongType('spec.containers[0].ports[0].containerPort', 'integer', 'string', '80')],
    ],
    [
      'a fraction for a whole number',
      podWith({}, { activeDeadlineSeconds: 1.5 }),
      [wrongType('spec.activeDeadlineSeconds', 'integer', 'number', 1.5)],
    ],
    [
      'a number for a text',
      podWith({ env: [{ name: 'PORT', value: 8080 }] }),
      [wrongType('spec.containers[0].env[0].value', 'string', 'number', 8080)],
    ],
    [
      'a text for a boolean',
      podWith({ tty: 'yes' }),
      [wrongType('spec.containers[0].tty', 'boolean', 'string', 'yes')],
    ],
    [
      'a boolean for a number or text',
      podWith({ livenessProbe: { tcpSocket: { port: true } } }),
      [wrongType('spec.containers[0].livenessProbe.tcpSocket.port', 'int-or-string', 'boolean', true)],
    ],
    [
      'a text that is no quantity',
      podWith({ resources: { limits: { memory: '1 Gi' } } }),
      [wrongType('spec.containers[0].resources.limits.memory', 'quantity', 'string', '1 Gi')],
    ],
    [
      'a mapping for a list',
      podWith({ args: { a: 'b' } }),
      [{ kind: 'wrong-type', path: 'spec.containers[0].args', expected: 'list', actual: 'mapping' }],
    ],
    [
      'a list for an object',
      podWith({ securityContext: [] }),
      [{ kind: 'wrong-type', path: 'spec.containers[0].securityContext', expected: 'object', actual: 'list' }],
    ],
    [
      'a text for a map',
      podWith({}, { nodeSelector: 'ssd' }),
      [wrongType('spec.nodeSelector', 'map', 'string', 'ssd')],
    ],
    [
      'nothing for the member of a map',
      podWith({}, { nodeSelector: { 'example.com/disk': null } }),
      [{ kind: 'wrong-type', path: 'spec.nodeSelector["example.com/disk"]', expected: 'string', actual: 'null' }],
    ],
    [
      'a value outside of a closed set',
      podWith({ imagePullPolicy: 'ifNotPresent' }),
      [
        {
          kind: 'unknown-value',
          path: 'spec.containers[0].imagePullPolicy',
          allowed: ['Always', 'IfNotPresent', 'Never'],
          value: 'ifNotPresent',
          suggestion: 'IfNotPresent',
        },
      ],
    ],
    [
      'two items of one name',
      podWith({
        env: [
          { name: 'A', value: '1' },
          { name: 'A', value: '2' },
        ],
      }),
      [duplicate('spec.containers[0].env[1]', 'spec.containers[0].env[0]', 'name "A"')],
    ],
    [
      'two items of one key, once by default',
      podWith({ ports: [{ containerPort: 53 }, { containerPort: 53, protocol: 'TCP' }] }),
      [duplicate('spec.containers[0].ports[1]', 'spec.containers[0].ports[0]', 'containerPort 53, protocol "TCP"')],
    ],
    [
      'two members of a set',
      { metadata: { name: 'a', finalizers: ['x/y', 'x/y'] }, spec: { containers: [] } },
      [duplicate('metadata.finalizers[1]', 'metadata.finalizers[0]', '"x/y"')],
    ],
    ['a required field that is missing', { spec: {} }, [{ kind: 'missing-field', path: 'spec.containers' }]],
    [
      'a required field that is null',
      { spec: { containers: null } },
      [{ kind: 'missing-field', path: 'spec.containers' }],
    ],
    [
      'a required field of an item that is missing',
      { spec: { containers: [{ image: 'x' }, { image: 'y' }] } },
      [
        { kind: 'missing-field', path: 'spec.containers[0].name' },
        { kind: 'missing-field', path: 'spec.containers[1].name' },
      ],
    ],
    ['no mapping at all', 'pod', [{ kind: 'wrong-type', path: '', expected: 'object', actual: 'string' }]],
  ])('%s', (_, body, expected) => {
    expect(problemsOf(body)).toEqual(expected);
  });

  test.each<[string, Json]>([
    ['a whole number, also as a fraction of zero', podWith({ ports: [{ containerPort: 80.0 }] })],
    ['either of number and text', podWith({ livenessProbe: { tcpSocket: { port: 'http' }, httpGet: { port: 80 } } })],
    [
      'quantities as texts and numbers',
      podWith({ resources: { limits: { cpu: 1, memory: '1Gi', a: '.5', b: '1e3', c: '100m', d: '12E' } } }),
    ],
    ['a value of a closed set', podWith({ imagePullPolicy: 'IfNotPresent' })],
    ['an empty text, which counts as absent', podWith({ imagePullPolicy: '' })],
    [
      'items that differ in one of two keys',
      podWith({ ports: [{ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }] }),
    ],
    ['equal items of an atomic list', podWith({ args: ['-v', '-v'] })],
    ['an optional field that is null', podWith({ image: null, command: null })],
    ['a timestamp that is null', { metadata: { name: 'a', creationTimestamp: null }, spec: { containers: [] } }],
    [
      'a status without what the API server writes',
      { spec: { containers: [] }, status: { conditions: [{ type: 'Ready' }] } },
    ],
    ['free-form values', podWith({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }] })],
  ])('none for %s', (_, body) => {
    expect(problemsOf(body)).toEqual([]);
  });

  test('a status does not excuse what the object itself lacks', () => {
    expect(problemsOf({ status: {}, spec: {} })).toEqual([{ kind: 'missing-field', path: 'spec.containers' }]);
    expect(problemsOf({ status: {} }, kindOf('autoscaling/v2', 'HorizontalPodAutoscaler'))).toEqual([
      { kind: 'missing-field', path: 'spec' },
    ]);
  });

  test('no value of a secret is repeated, and none in base64', () => {
    const canary = 'hunter2 is no base64';
    const secret = conform(kindOf('v1', 'Secret'), {
      type: 5,
      data: { password: canary },
      stringData: { password: 1234567 },
      immutable: canary,
    });
    expect(secret.problems.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'wrong-type immutable',
      'wrong-type data.password',
      'wrong-type stringData.password',
      'wrong-type type',
    ]);
    const config = conform(kindOf('v1', 'ConfigMap'), { binaryData: { key: canary } });
    expect(config.problems).toHaveLength(1);
    expect(JSON.stringify([secret.problems, config.problems])).not.toMatch(/hunter2|1234567/);
  });

  test.each([
    ['', true],
    ['aGk=', true],
    ['aGk', false],
    ['a-_=', false],
    ['aGk=\naGk=', false],
    ['aGlo\nYWhh', true],
  ])('base64 %j: %s', (value, valid) => {
    expect(problemsOf({ data: { key: value } }, kindOf('v1', 'Secret'))).toHaveLength(valid ? 0 : 1);
  });
});

describe('order', () => {
  test('is that of Kubernetes, with unknown fields last', () => {
    const { body } = conform(kindOf('apps/v1', 'Deployment'), {
      zebra: 1,
      spec: {
        template: {
          spec: { containers: [{ ports: [], image: 'x', name: 'a' }] },
          metadata: { labels: { b: '2', a: '1' } },
        },
        selector: {},
        replicas: 1,
      },
      aardvark: { z: 1, a: [{ d: 1, c: 2 }] },
      metadata: { uid: 'u', annotations: {}, labels: {}, namespace: 'n', name: 'a' },
      kind: 'Deployment',
      apiVersion: 'apps/v1',
    });
    expect(JSON.stringify(body)).toBe(
      JSON.stringify({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'a', namespace: 'n', labels: {}, annotations: {}, uid: 'u' },
        spec: {
          replicas: 1,
          selector: {},
          template: {
            metadata: { labels: { a: '1', b: '2' } },
            spec: { containers: [{ name: 'a', image: 'x', ports: [] }] },
          },
        },
        aardvark: { a: [{ c: 2, d: 1 }], z: 1 },
        zebra: 1,
      }),
    );
  });

  test('keeps the order of lists and every value, also a wrong one', () => {
    const body: Json = { spec: { containers: [{ name: 'b', tty: 'x' }, null, { name: 'a' }], nodeName: null } };
    expect(conform(pod, body).body).toEqual(body);
  });

  test('keeps a key called __proto__', () => {
    const body = JSON.parse('{"data":{"b":"1","__proto__":"2","a":"3"}}') as Json;
    expect(JSON.stringify(conform(kindOf('v1', 'ConfigMap'), body).body)).toBe(
      '{"data":{"__proto__":"2","a":"3","b":"1"}}',
    );
  });

  test('is stable, and leaves what it was given alone', () => {
    const given: Json = Object.freeze({ spec: Object.freeze({ volumes: [], containers: [] }), kind: 'Pod' });
    const once = conform(pod, given).body;
    expect(JSON.stringify(conform(pod, once).body)).toBe(JSON.stringify(once));
    expect(Object.keys(given)).toEqual(['spec', 'kind']);
  });
});

function wrongType(path: string, expected: string, actual: string, value: string | number | boolean): FieldProblem {
  return { kind: 'wrong-type', path, expected, actual, value } as FieldProblem;
}

function duplicate(path: string, first: string, item: string): FieldProblem {
  return { kind: 'duplicate-item', path, first, item };
}
