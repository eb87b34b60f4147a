import { minorData } from '../../../tools/kube-api/minor-data';
import type { Schema, SchemaStruct } from '../../../tools/kube-api/schema';
import { assertAgreement, definitionName, servedKinds, type Swagger } from '../../../tools/kube-api/swagger';

const post = (group: string, version: string, kind: string, definition: string, action = 'post') => ({
  post: {
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': { group, version, kind },
    parameters: [{ name: 'body', schema: { $ref: `#/definitions/${definition}` } }],
  },
});

const swagger: Swagger = {
  paths: {
    '/apis/apps/v1/deployments': {},
    '/apis/apps/v1/namespaces/{namespace}/deployments': post(
      'apps',
      'v1',
      'Deployment',
      'io.k8s.api.apps.v1.Deployment',
    ),
    '/apis/apps/v1/namespaces/{namespace}/deployments/{name}/scale': post('autoscaling', 'v1', 'Scale', 'x'),
    '/api/v1/namespaces': post('', 'v1', 'Namespace', 'io.k8s.api.core.v1.Namespace'),
    '/api/v1/namespaces/{namespace}/pods/{name}/eviction': post('policy', 'v1', 'Eviction', 'x'),
    '/api/v1/componentstatuses': {},
    '/api/v1/namespaces/{namespace}/services/{name}/proxy': post('', 'v1', 'ServiceProxyOptions', 'x', 'connect'),
  },
  definitions: {
    'io.k8s.api.apps.v1.Deployment': { properties: { apiVersion: {}, kind: {}, spec: {} }, required: ['spec'] },
    'io.k8s.api.core.v1.Namespace': { properties: { kind: {} } },
    'io.k8s.api.apps.v1.Spec': {},
  },
};

function struct(name: string, fields: Record<string, Schema>, required: string[] = []): [string, SchemaStruct] {
  return [name, { name, fields: new Map(Object.entries(fields)), required: new Set(required) }];
}

const text: Schema = { type: 'string' };
const deployment = struct(
  'k8s.io/api/apps/v1.Deployment',
  { kind: text, apiVersion: text, spec: { type: 'object', ref: 'k8s.io/api/apps/v1.Spec' } },
  ['spec'],
);
const spec = struct('k8s.io/api/apps/v1.Spec', {});
const namespace = struct('k8s.io/api/core/v1.Namespace', { kind: text });

test('kinds are what can be created in a collection of its own', () => {
  expect(servedKinds(swagger)).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      plural: 'deployments',
      namespaced: true,
      definition: 'io.k8s.api.apps.v1.Deployment',
    },
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      plural: 'namespaces',
      namespaced: false,
      definition: 'io.k8s.api.core.v1.Namespace',
    },
  ]);
});

test('a Go name is a definition name with its host turned around', () => {
  expect(definitionName('k8s.io/apimachinery/pkg/apis/meta/v1.ObjectMeta')).toBe(
    'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta',
  );
});

test('the sources of a minor join into kinds and the types that they reach', () => {
  const unused = struct('k8s.io/api/core/v1.Unused', { a: text });
  const data = minorData('v1.36.4', new Map([unused, spec, deployment, namespace]), swagger, new Set(['apps/v1']));
  expect(data).toEqual({
    patch: 'v1.36.4',
    kinds: [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        plural: 'deployments',
        namespaced: true,
        type: 'apps/v1.Deployment',
        enabled: false,
      },
      { apiVersion: 'v1', kind: 'Namespace', plural: 'namespaces', namespaced: false, type: 'core/v1.Namespace' },
    ],
    types: {
      'apps/v1.Deployment': { apiVersion: 'string', kind: 'string', spec: '@apps/v1.Spec!' },
      'apps/v1.Spec': {},
      'core/v1.Namespace': { kind: 'string' },
    },
  });
  expect(Object.keys(data.types['apps/v1.Deployment'] ?? {})).toEqual(['apiVersion', 'kind', 'spec']);
});

test('the order in which structs are found changes nothing', () => {
  const forward = minorData('v1', new Map([spec, deployment, namespace]), swagger, new Set());
  const backward = minorData('v1', new Map([namespace, deployment, spec]), swagger, new Set());
  expect(JSON.stringify(backward)).toBe(JSON.stringify(forward));
});

test.each([
  [
    'fields',
    struct('k8s.io/api/core/v1.Namespace', { kind: text, extra: text }),
    'fields of k8s.io/api/core/v1.Namespace differ',
  ],
  [
    'required fields',
    struct('k8s.io/api/core/v1.Namespace', { kind: text }, ['kind']),
    'required fields of k8s.io/api/core/v1.Namespace differ',
  ],
  ['definitions', struct('k8s.io/api/core/v1.Other', {}), 'swagger.json does not define k8s.io/api/core/v1.Other'],
])('sources that differ in %s are an error', (_, [, wrong], message) => {
  expect(() => {
    assertAgreement(wrong, swagger);
  }).toThrow(message);
});

test('a type that nothing declares is an error', () => {
  expect(() => minorData('v1', new Map([deployment, namespace]), swagger, new Set())).toThrow(
    'nothing declares k8s.io/api/apps/v1.Spec',
  );
});
