import { compareCodePoints, fieldPathText, kubeApi, walkFields } from '../../lib/kube-api';

test.each([
  [[], ''],
  [['spec'], 'spec'],
  [['spec', 'containers', 0, 'image'], 'spec.containers[0].image'],
  [['metadata', 'labels', 'app.kubernetes.io/name'], 'metadata.labels["app.kubernetes.io/name"]'],
  [['data', 'a "b"'], 'data["a \\"b\\""]'],
  [['properties', '$ref'], 'properties.$ref'],
])('the path %j reads %s', (path, text) => {
  expect(fieldPathText(path)).toBe(text);
});

test('texts are ordered by code point', () => {
  const texts = ['b', 'a', 'ab', '', 'B', '\uff5e', '\u{1f600}', 'é', '\ud7ff'];
  expect([...texts].sort(compareCodePoints)).toEqual(['', 'B', 'a', 'ab', 'b', 'é', '\ud7ff', '\uff5e', '\u{1f600}']);
  expect(compareCodePoints('a', 'a')).toBe(0);
});

test('walkFields visits declared fields, through lists and maps', () => {
  const pod = kubeApi('1.36').tryKind('v1', 'Pod');
  const seen: string[] = [];
  if (pod !== undefined)
    walkFields(
      pod,
      {
        metadata: { labels: { a: 'b' }, managedFields: [{ fieldsV1: { 'f:spec': {} } }] },
        unknown: { x: 1 },
        spec: { containers: [{ name: 'a', resources: { limits: { cpu: '1' } } }, 'wrong'], hostAliases: 'wrong' },
      },
      (field, _, path) => seen.push(`${path()}: ${field.type}`),
    );
  expect(seen).toEqual([
    'metadata: object',
    'metadata.labels: map',
    'metadata.managedFields: list',
    'metadata.managedFields[0].fieldsV1: any',
    'spec: object',
    'spec.containers: list',
    'spec.containers[0].name: string',
    'spec.containers[0].resources: object',
    'spec.containers[0].resources.limits: map',
    'spec.hostAliases: list',
  ]);
});
