import type { Manifest } from '../../lib/assembly';
import type { JsonObject } from '../../lib/core';
import { fixedChanges } from '../../lib/plan/objects/fixed-fields';

/** What the table says of two contents of one object. */
function changes(of: readonly [string, string], before: JsonObject, after: JsonObject): readonly string[] {
  const [apiVersion, kind] = of;
  const object = (content: JsonObject): Manifest => ({ apiVersion, kind, metadata: { name: 'cart' }, ...content });
  return fixedChanges(object(before), object(after));
}

const deployment = ['apps/v1', 'Deployment'] as const;
const statefulSet = ['apps/v1', 'StatefulSet'] as const;
const job = ['batch/v1', 'Job'] as const;
const claim = ['v1', 'PersistentVolumeClaim'] as const;
const storageClass = ['storage.k8s.io/v1', 'StorageClass'] as const;
const binding = ['rbac.authorization.k8s.io/v1', 'RoleBinding'] as const;

const selector = (app: string): JsonObject => ({ matchLabels: { app } });
const volumes = (name: string): JsonObject => ({ volumeClaimTemplates: [{ metadata: { name } }] });

describe('what cannot be changed is named', () => {
  test.each([
    ['the selector of a Deployment', deployment, { selector: selector('a') }, { selector: selector('b') }, 'selector'],
    ['the volumes of a StatefulSet', statefulSet, volumes('a'), volumes('b'), 'volumeClaimTemplates'],
    ['volumes that a StatefulSet did not have', statefulSet, {}, volumes('a'), 'volumeClaimTemplates'],
    ['the template of a Job', job, { template: { a: 1 } }, { template: { a: 2 } }, 'template'],
    ['how often a Job has to succeed', job, {}, { completions: 2 }, 'completions'],
    ['the class of a claim', claim, { storageClassName: 'a' }, { storageClassName: 'b' }, 'storageClassName'],
    ['that a claim has a class', claim, { storageClassName: 'a' }, {}, 'storageClassName'],
  ])('%s', (_, of, before, after, field) => {
    expect(changes(of, { spec: before }, { spec: after })).toEqual([`spec.${field}`]);
  });

  test.each([
    ['the parameters of a StorageClass', storageClass, { parameters: { type: 'a' } }, { parameters: { type: 'b' } }],
    ['parameters that a StorageClass has no more', storageClass, { parameters: { type: 'a' } }, {}],
    ['the role of a RoleBinding', binding, { roleRef: { name: 'a' } }, { roleRef: { name: 'b' } }],
  ])('%s', (_, of, before, after) => {
    expect(changes(of, before, after)).toEqual(Object.keys(before));
  });

  test('several at once, in the order of their names', () => {
    const after = { spec: { ...volumes('b'), serviceName: 'b', selector: selector('b') } };

    expect(changes(statefulSet, {}, after)).toEqual(['spec.selector', 'spec.serviceName', 'spec.volumeClaimTemplates']);
  });
});

describe('what can be changed is not', () => {
  test.each([
    ['the replicas of a Deployment', deployment, { replicas: 1 }, { replicas: 2 }],
    ['the replicas of a StatefulSet', statefulSet, { ...volumes('a'), replicas: 1 }, { ...volumes('a'), replicas: 2 }],
    ['a default that is said aloud', statefulSet, {}, { podManagementPolicy: 'OrderedReady' }],
    ['the template of a suspended Job', job, { suspend: true }, { template: { a: 2 } }],
    ['the size of an indexed Job', job, { completionMode: 'Indexed', completions: 1 }, { completionMode: 'Indexed' }],
    ['the class of a claim that had none', claim, {}, { storageClassName: 'a' }],
    ['the size of a claim', claim, { resources: { requests: '1Gi' } }, { resources: { requests: '2Gi' } }],
  ])('%s', (_, of, before, after) => {
    expect(changes(of, { spec: before }, { spec: after })).toEqual([]);
  });

  test.each([
    ['the mount options of a StorageClass', storageClass, {}, { mountOptions: ['noatime'] }],
    ['the subjects of a RoleBinding', binding, {}, { subjects: [{ name: 'ann' }] }],
    ['a kind that is not in the table', ['v1', 'ConfigMap'], { data: { a: '1' } }, { data: { a: '2' } }],
    ['a kind of another group', ['example.com/v1', 'Deployment'], {}, { spec: { selector: selector('a') } }],
  ] as const)('%s', (_, of, before, after) => {
    expect(changes(of, before, after)).toEqual([]);
  });
});
