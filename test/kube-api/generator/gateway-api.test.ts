import { dataText } from '../../../tools/kube-api/data-text';
import { gatewayApiData } from '../../../tools/kube-api/gateway-api';
import type { Schema, SchemaStruct } from '../../../tools/kube-api/schema';

const crd = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: routes.example.com
spec:
  group: example.com
  names: { kind: Route, plural: routes }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          properties:
            apiVersion: { type: string }
            kind: { type: string }
            metadata: { type: object }
            spec:
              type: object
              properties:
                hosts: { type: array, x-kubernetes-list-type: set, items: { type: string, enum: [A, B] } }
                labels: { type: object, additionalProperties: { type: string } }
                weight: { type: integer, default: 1 }
    - { name: v1alpha1, served: false, schema: { openAPIV3Schema: { type: object } } }
---
kind: ValidatingAdmissionPolicy
`;

const go = 'example.com/routes/apis';
const text: Schema = { type: 'string' };

function structs(spec: Record<string, Schema>): Map<string, SchemaStruct> {
  const route: Record<string, Schema> = {
    kind: text,
    apiVersion: text,
    metadata: { type: 'object', ref: 'k8s.io/apimachinery/pkg/apis/meta/v1.ObjectMeta' },
    spec: { type: 'object', ref: `${go}/v1.RouteSpec` },
  };
  const named = (name: string, fields: Record<string, Schema>): [string, SchemaStruct] => [
    name,
    { name, fields: new Map(Object.entries(fields)), required: new Set() },
  ];
  return new Map([named(`${go}/v1.Route`, route), named(`${go}/v1.RouteSpec`, spec)]);
}

const declared: Record<string, Schema> = {
  weight: { type: 'integer' },
  experimental: text,
  labels: { type: 'map', of: text },
  hosts: { type: 'list', of: text },
};

test('fields are those of the CRD, in the order of the Go type', () => {
  const data = gatewayApiData('v1.0.0', new Map([['crd/routes.yaml', crd]]), go, structs(declared));
  expect(data).toMatchObject({
    version: 'v1.0.0',
    crds: [{ name: 'routes.example.com', kind: 'Route', path: 'crd/routes.yaml' }],
    kinds: [
      { apiVersion: 'example.com/v1', kind: 'Route', plural: 'routes', namespaced: true, type: 'routes/v1.Route' },
    ],
  });
  expect(data.crds[0]?.sha256).toBe('ac68bd08f240564a4cf6d3d6cb4be87dfdfbd0a8c91bd8d5a12b6a25078f2e99');
  expect(dataText(data.types)).toMatchInlineSnapshot(`
    "{
    "routes/v1.Route":{"apiVersion":"string","kind":"string","metadata":"@meta/v1.ObjectMeta","spec":"@routes/v1.RouteSpec!"},
    "routes/v1.RouteSpec":{"weight":"integer =1","labels":"{}string","hosts":"[set]string(A|B)"}
    }
    "
  `);
});

test('a field that the Go type lacks is an error', () => {
  const rest = Object.fromEntries(Object.entries(declared).filter(([name]) => name !== 'weight'));
  expect(() => gatewayApiData('v1.0.0', new Map([['a', crd]]), go, structs(rest))).toThrow(
    'example.com/routes/apis/v1.RouteSpec has no field weight, but its CRD has',
  );
});
