import { parseGoOpenapi } from '../../../tools/kube-api/go-openapi';

const property = (name: string, props: string, extensions = ''): string => `
					"${name}": {${extensions}
						SchemaProps: spec.SchemaProps{
							${props}
						},
					},`;

const source = `package openapi

import (
	v1 "k8s.io/api/core/v1"
	resource "k8s.io/apimachinery/pkg/api/resource"
)

func GetOpenAPIDefinitions(ref common.ReferenceCallback) map[string]common.OpenAPIDefinition {
	return map[string]common.OpenAPIDefinition{
		"k8s.io/api/core/v1.Old": schema_core_v1_Old(ref),
		v1.New{}.OpenAPIModelName():       schema_core_v1_New(ref),
		resource.Quantity{}.OpenAPIModelName(): schema_Quantity(ref),
	}
}

func schema_core_v1_Old(ref common.ReferenceCallback) common.OpenAPIDefinition {
	return common.OpenAPIDefinition{
		Schema: spec.Schema{
			SchemaProps: spec.SchemaProps{
				Type:        []string{"object"},
				Properties: map[string]spec.Schema{${[
          property('zone', 'Type: []string{"string"}, Format: "", Default: v1.DefaultZone,'),
          property('count', 'Type: []string{"integer"}, Format: "int32", Default: 0,'),
          property('on', 'Type: []string{"boolean"}, Default: false,'),
          property('data', 'Type: []string{"string"}, Format: "byte",'),
          property('size', 'Ref: ref("k8s.io/apimachinery/pkg/api/resource.Quantity"),'),
          property('next', 'Default: map[string]interface{}{}, Ref: ref(v1.New{}.OpenAPIModelName()),'),
          property('free', 'Type: []string{"object"},'),
          property(
            'ports',
            'Type: []string{"array"}, Items: &spec.SchemaOrArray{Schema: &spec.Schema{SchemaProps: spec.SchemaProps{Ref: ref("k8s.io/api/core/v1.Old")}}},',
            `
						VendorExtensible: spec.VendorExtensible{
							Extensions: spec.Extensions{
								"x-kubernetes-list-map-keys": []interface{}{
									"port", "protocol",
								},
								"x-kubernetes-list-type": "map",
							},
						},`,
          ),
          property(
            'labels',
            'Type: []string{"object"}, AdditionalProperties: &spec.SchemaOrBool{Allows: true, Schema: &spec.Schema{SchemaProps: spec.SchemaProps{Type: []string{"string"}}}},',
          ),
          property('mode', 'Type: []string{"string"}, Enum: []interface{}{"A", "B"},'),
        ].join('')}
				},
				Required: []string{"zone"},
			},
		},
	}
}

func schema_core_v1_New(ref common.ReferenceCallback) common.OpenAPIDefinition {
	return common.OpenAPIDefinition{
		Schema: spec.Schema{
			SchemaProps: spec.SchemaProps{
				Type:        []string{"object"},
			},
		},
	}
}

func schema_Quantity(ref common.ReferenceCallback) common.OpenAPIDefinition {
	return common.EmbedOpenAPIDefinitionIntoV2Extension(common.OpenAPIDefinition{}, common.OpenAPIDefinition{})
}
`;

const structs = parseGoOpenapi(source, (path, name) => `${name} of ${path}`);

test('structs are known by full name, from both ways to write it; types that marshal themselves are none', () => {
  expect([...structs.keys()]).toEqual(['k8s.io/api/core/v1.Old', 'k8s.io/api/core/v1.New']);
});

test('fields keep their order and become schemas', () => {
  const old = structs.get('k8s.io/api/core/v1.Old');
  expect([...(old?.fields ?? [])]).toEqual([
    ['zone', { type: 'string', default: 'DefaultZone of k8s.io/api/core/v1' }],
    ['count', { type: 'integer', default: 0 }],
    ['on', { type: 'boolean', default: false }],
    ['data', { type: 'bytes' }],
    ['size', { type: 'quantity' }],
    ['next', { type: 'object', ref: 'k8s.io/api/core/v1.New' }],
    ['free', { type: 'any' }],
    [
      'ports',
      {
        type: 'list',
        of: { type: 'object', ref: 'k8s.io/api/core/v1.Old' },
        listType: 'map',
        listMapKeys: ['port', 'protocol'],
      },
    ],
    ['labels', { type: 'map', of: { type: 'string' } }],
    ['mode', { type: 'string', enum: ['A', 'B'] }],
  ]);
  expect([...(old?.required ?? [])]).toEqual(['zone']);
});

test.each([
  ['a type that it does not know', '[]string{"boolean"}', '[]string{"tuple"}', 'unknown type in a schema: tuple'],
  ['an import that is not there', 'v1.DefaultZone', 'v2.DefaultZone', 'unknown import: v2.DefaultZone'],
])('%s is an error', (_, from, to, message) => {
  expect(source).toContain(from);
  expect(() => parseGoOpenapi(source.replace(from, to), () => '')).toThrow(new Error(message));
});
