import type { Manifest } from '../../lib/assembly';
import type { Json, JsonObject } from '../../lib/core';

/** Values by the path of the field that gets them: `spec.replicas`. */
type Changes = Readonly<Record<string, unknown>>;

/** An object that is deployed, and what may become of it. */
export interface FixedCase {
  /** What the object is, in words. */
  readonly what: string;
  readonly object: Manifest;
  /**
   * What a controller would have written.
   *
   * @default - no controller has seen the object
   */
  readonly status?: JsonObject;
  /** By the field that nobody may change, another value that a new object may have. */
  readonly fixed: Changes;
  /** Changes that the server takes. */
  readonly free: readonly Changes[];
  /**
   * How the server refuses.
   *
   * @default - it names the field
   */
  readonly refusal?: string;
}

export const namespace = 'fixed-fields';

const labels = { app: 'cart', tier: 'shop' };
const selector = { matchLabels: { app: 'cart' } };
const otherSelector = { matchLabels: { tier: 'shop' } };
const roles = 'rbac.authorization.k8s.io';
const subject = (name: string): Json => ({ apiGroup: roles, kind: 'User', name });
const roleRef = (name: string): Json => ({ apiGroup: roles, kind: 'ClusterRole', name });

function object(apiVersion: string, kind: string, name: string, content: JsonObject): Manifest {
  return { apiVersion, kind, metadata: { name, namespace }, ...content };
}

function ofCluster(apiVersion: string, kind: string, content: JsonObject): Manifest {
  return { apiVersion, kind, metadata: { name: 'fixed-fields' }, ...content };
}

function template(
  restartPolicy: 'Always' | 'Never',
  of: { readonly image?: string; readonly spec?: JsonObject } = {},
): JsonObject {
  const container = { name: 'cart', image: of.image ?? 'registry.example.com/cart:1' };
  return { metadata: { labels }, spec: { containers: [container], restartPolicy, ...of.spec } };
}

function volumeClaim(storage: string): Json {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } };
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' }, spec };
}

const always = template('Always');
const newImage = { 'spec.template': template('Always', { image: 'registry.example.com/cart:2' }) };

function workload(kind: string): FixedCase {
  return {
    what: `a ${kind}`,
    object: object('apps/v1', kind, 'cart', { spec: { selector, template: always } }),
    fixed: { 'spec.selector': otherSelector },
    free: [newImage, { 'spec.minReadySeconds': 5 }],
  };
}

const sets: readonly FixedCase[] = [
  {
    what: 'a StatefulSet',
    object: object('apps/v1', 'StatefulSet', 'cart', {
      spec: { selector, template: always, serviceName: 'cart', volumeClaimTemplates: [volumeClaim('1Gi')] },
    }),
    refusal: 'spec: Forbidden: updates to statefulset spec for fields other than',
    fixed: {
      'spec.podManagementPolicy': 'Parallel',
      'spec.selector': otherSelector,
      'spec.serviceName': 'basket',
      'spec.volumeClaimTemplates': [volumeClaim('2Gi')],
    },
    free: [
      newImage,
      { 'spec.minReadySeconds': 5 },
      { 'spec.ordinals': { start: 1 } },
      { 'spec.persistentVolumeClaimRetentionPolicy': { whenDeleted: 'Delete', whenScaled: 'Delete' } },
      { 'spec.podManagementPolicy': 'OrderedReady' },
      { 'spec.replicas': 3 },
      { 'spec.revisionHistoryLimit': 3 },
      { 'spec.updateStrategy': { rollingUpdate: { partition: 1 }, type: 'RollingUpdate' } },
    ],
  },
  {
    what: 'a StatefulSet that says little',
    object: object('apps/v1', 'StatefulSet', 'little', { spec: { selector, template: always } }),
    refusal: 'spec: Forbidden: updates to statefulset spec for fields other than',
    fixed: { 'spec.serviceName': 'cart' },
    free: [{ 'spec.serviceName': '' }, { 'spec.volumeClaimTemplates': [] }],
  },
];

const never = template('Never');

function job(name: string, spec: JsonObject): Manifest {
  return object('batch/v1', 'Job', name, { spec: { template: never, ...spec } });
}

const failurePolicy = { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [42] } }] };

const jobs: readonly FixedCase[] = [
  {
    what: 'a Job',
    object: job('plain', {}),
    fixed: {
      'spec.completions': 3,
      'spec.managedBy': 'example.com/queue',
      'spec.podFailurePolicy': failurePolicy,
      'spec.template': template('Never', { image: 'registry.example.com/cart:2' }),
    },
    free: [
      { 'spec.activeDeadlineSeconds': 60 },
      { 'spec.backoffLimit': 3 },
      { 'spec.completionMode': 'NonIndexed' },
      { 'spec.completions': 1 },
      { 'spec.manualSelector': true },
      { 'spec.parallelism': 2 },
      { 'spec.podReplacementPolicy': 'Failed' },
      { 'spec.suspend': true },
      { 'spec.ttlSecondsAfterFinished': 60 },
    ],
  },
  {
    what: 'a Job that says how many',
    object: job('counted', { completions: 2, parallelism: 2 }),
    fixed: { 'spec.completionMode': 'Indexed', 'spec.completions': 3 },
    free: [{ 'spec.parallelism': 1 }],
  },
  {
    what: 'a Job with a selector of its own',
    object: job('selecting', { manualSelector: true, selector }),
    fixed: { 'spec.selector': otherSelector },
    free: [{ 'spec.backoffLimit': 3 }],
  },
  {
    what: 'an indexed Job',
    object: job('indexed', { completionMode: 'Indexed', completions: 2, parallelism: 2 }),
    fixed: {
      'spec.backoffLimitPerIndex': 1,
      'spec.completionMode': 'NonIndexed',
      'spec.successPolicy': { rules: [{ succeededIndexes: '0' }] },
    },
    free: [{ 'spec.completions': 3, 'spec.parallelism': 3 }],
  },
  {
    what: 'a suspended Job',
    object: job('suspended', { suspend: true }),
    fixed: { 'spec.podFailurePolicy': failurePolicy },
    free: [
      { 'spec.template': template('Never', { spec: { nodeSelector: { disk: 'fast' } } }) },
      { 'spec.suspend': false },
    ],
  },
];

function claim(name: string, spec: JsonObject): Manifest {
  const resources = { requests: { storage: '1Gi' } };
  return object('v1', 'PersistentVolumeClaim', name, { spec: { accessModes: ['ReadWriteOnce'], resources, ...spec } });
}

const claimRefusal = 'spec: Forbidden: spec is immutable after creation except';

const claims: readonly FixedCase[] = [
  {
    what: 'a PersistentVolumeClaim',
    object: claim('data', { storageClassName: 'fixed-fields' }),
    refusal: claimRefusal,
    fixed: {
      'spec.accessModes': ['ReadWriteMany'],
      'spec.dataSource': { kind: 'PersistentVolumeClaim', name: 'other' },
      'spec.selector': selector,
      'spec.storageClassName': 'other',
      'spec.volumeMode': 'Block',
    },
    free: [{ 'spec.volumeMode': 'Filesystem' }, { 'spec.volumeName': 'data' }],
  },
  {
    what: 'a PersistentVolumeClaim that is bound',
    object: claim('bound', { storageClassName: 'fixed-fields' }),
    status: { phase: 'Bound', capacity: { storage: '1Gi' } },
    refusal: claimRefusal,
    // Without it, the claim would have no class.
    fixed: { 'spec.storageClassName': undefined },
    free: [{ 'spec.resources': { requests: { storage: '2Gi' } } }, { 'spec.volumeAttributesClassName': 'fast' }],
  },
  {
    what: 'a PersistentVolumeClaim without a class',
    object: claim('classless', {}),
    refusal: claimRefusal,
    fixed: { 'spec.accessModes': ['ReadWriteMany'] },
    free: [{ 'spec.storageClassName': 'fixed-fields' }],
  },
];

const bound = { roleRef: roleRef('view'), subjects: [subject('ann')] };

function binding(bindingObject: Manifest): FixedCase {
  return {
    what: `a ${bindingObject.kind}`,
    object: bindingObject,
    refusal:
      'roleRef: Invalid value: {"APIGroup":"rbac.authorization.k8s.io","Kind":"ClusterRole","Name":"edit"}: cannot change roleRef',
    fixed: { roleRef: roleRef('edit') },
    free: [{ subjects: [subject('bob')] }],
  };
}

const classes: readonly FixedCase[] = [
  {
    what: 'an IngressClass',
    object: ofCluster('networking.k8s.io/v1', 'IngressClass', { spec: { controller: 'example.com/one' } }),
    fixed: { 'spec.controller': 'example.com/two' },
    free: [{ 'spec.parameters': { kind: 'Settings', name: 'edge', scope: 'Cluster' } }],
  },
  {
    what: 'a RuntimeClass',
    object: ofCluster('node.k8s.io/v1', 'RuntimeClass', { handler: 'runc' }),
    fixed: { handler: 'kata' },
    free: [{ overhead: { podFixed: { cpu: '10m' } } }],
  },
  {
    what: 'a PriorityClass',
    object: ofCluster('scheduling.k8s.io/v1', 'PriorityClass', { value: 1000 }),
    fixed: { preemptionPolicy: 'Never', value: 2000 },
    free: [{ description: 'What the shop needs.' }, { preemptionPolicy: 'PreemptLowerPriority' }],
  },
  {
    what: 'a StorageClass',
    object: ofCluster('storage.k8s.io/v1', 'StorageClass', {
      provisioner: 'example.com/disks',
      allowVolumeExpansion: true,
    }),
    fixed: {
      parameters: { kind: 'fast' },
      provisioner: 'example.com/other',
      reclaimPolicy: 'Retain',
      volumeBindingMode: 'WaitForFirstConsumer',
    },
    free: [
      { allowVolumeExpansion: false },
      { mountOptions: ['noatime'] },
      { parameters: {} },
      { reclaimPolicy: 'Delete' },
      { volumeBindingMode: 'Immediate' },
    ],
  },
];

/** Every kind of the table, and more than once where a kind has conditions. */
export const fixedCases: readonly FixedCase[] = [
  // First, because claims need the storage class.
  ...classes,
  ...claims,
  ...['DaemonSet', 'Deployment', 'ReplicaSet'].map(workload),
  ...sets,
  ...jobs,
  binding(ofCluster(`${roles}/v1`, 'ClusterRoleBinding', bound)),
  binding(object(`${roles}/v1`, 'RoleBinding', 'cart', bound)),
];
