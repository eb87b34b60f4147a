import type { Assembly, Manifest, Resource } from '../../lib/assembly';
import type { JsonObject } from '../../lib/core';
import { plan, type InventoryEntry, type Observed, type Plan, type Step } from '../../lib/plan';
import { assemblyOf } from '../checks/assembly-of';
import { committed, existing, having, withImage, withObject, without } from './committed';
import { ids, stepOf } from './reading';

const bed = committed('bed');
const staging = committed('staging');

test('given another image, then the service is applied and waited for, and nothing else happens', () => {
  const id = 'guests/apps/Deployment/guestbook';
  const made = plan({ from: bed, to: withObject(bed, id, withImage('registry.example.com/lab/guestbook:2.0.0')) });

  expect(made.kind).toBe('objects');
  expect(ids(made)).toEqual([
    'cluster/kubeconfig',
    'record/intent',
    'guests/guestbook/apply',
    'guests/guestbook/ready',
    'record/deployed',
  ]);
  expect(chained(made)).toBe(true);
  expect(stepOf(made, 'guests/guestbook/apply')).toMatchObject({
    reason: 'Different: Deployment guestbook.',
    impact: 'rolling-restart',
  });
});

test('given another image of what cannot run twice, then the gap is said', () => {
  const made = plan({ from: bed, to: withObject(bed, 'guests/apps/StatefulSet/visits', withImage('redis:7.4')) });

  expect(stepOf(made, 'guests/visits/apply').impact).toBe('restart-with-gap');
});

test.each<[string, string, JsonObject, JsonObject, Step['impact']]>([
  ['more of the same', 'Deployment', {}, { replicas: 9 }, 'live'],
  ['another template', 'Deployment', {}, { template: 'other' }, 'rolling-restart'],
  ['all end first', 'Deployment', { strategy: { type: 'Recreate' } }, { template: 'other' }, 'restart-with-gap'],
  ['more of what ends first', 'Deployment', { strategy: { type: 'Recreate' } }, { replicas: 9 }, 'live'],
  ['a set of one pod', 'StatefulSet', {}, { template: 'other' }, 'restart-with-gap'],
  ['a set of several', 'StatefulSet', { replicas: 3 }, { template: 'other' }, 'rolling-restart'],
])('given a workload that only its own words tell of: %s', (_, kind, own, more, impact) => {
  const from = assemblyOf([{ ...deployment('web'), kind, spec: own }]);
  const to = assemblyOf([{ ...deployment('web'), kind, spec: { ...own, ...more } }]);

  expect(stepOf(plan({ from, to }), 'shop/web/apply').impact).toBe(impact);
});

test('given pods that somebody must delete, then that is said, and nothing restarts by itself', () => {
  const daemons = (template: string): Assembly =>
    assemblyOf([{ ...deployment('web'), kind: 'DaemonSet', spec: { updateStrategy: { type: 'OnDelete' }, template } }]);
  const made = plan({ from: daemons('old'), to: daemons('new') });

  expect(stepOf(made, 'shop/web/apply')).toMatchObject({
    reason: 'Different: DaemonSet web. Pods of DaemonSet web take it only as somebody deletes them.',
    impact: 'live',
  });
});

test('given a policy that differs, then nothing is said to roll', () => {
  const id = 'boutique/networking.k8s.io/NetworkPolicy/cartservice';
  const edit = (manifest: Manifest): Manifest => ({ ...manifest, spec: { podSelector: {} } });
  const made = plan({ from: staging, to: withObject(staging, id, edit) });

  expect(ids(made)).toEqual([
    'record/intent',
    'boutique/cartservice/apply',
    'boutique/cartservice/ready',
    'record/deployed',
  ]);
  expect(stepOf(made, 'boutique/cartservice/apply').impact).toBe('live');
});

test('given a workload that is new, then nothing rolls: nothing of it runs yet', () => {
  const id = 'guests/apps/Deployment/guestbook';
  const made = plan({ from: without(bed, (one) => one.id === id), to: bed });

  expect(stepOf(made, 'guests/guestbook/apply')).toMatchObject({
    reason: 'New: Deployment guestbook.',
    impact: 'live',
  });
});

test('given something new beside something that differs, then each is told from the other, and the rest is not named', () => {
  const policy = 'guests/networking.k8s.io/NetworkPolicy/guestbook';
  const from = without(bed, (one) => one.id === policy);
  const made = plan({ from, to: withObject(bed, 'guests/apps/Deployment/guestbook', withImage('guestbook:2')) });

  expect(stepOf(made, 'guests/guestbook/apply').reason).toBe(
    'New: NetworkPolicy guestbook. Different: Deployment guestbook.',
  );
});

test('given another owner of the same objects, then there is only something to record', () => {
  const id = 'guests/apps/Deployment/guestbook';
  const moved = having(bed, { ...existing(bed, 'object', id), owner: 'guests/other' });
  const made = plan({ from: bed, to: moved });

  expect(made.kind).toBe('objects');
  expect(ids(made)).toEqual(['cluster/kubeconfig', 'record/intent', 'record/deployed']);
});

test('given a job that differs, then it is made again, because its pods cannot be changed', () => {
  const id = 'boutique/batch/Job/frontend-check';
  const made = plan({ from: staging, to: withObject(staging, id, withImage('registry.example.com/check:2')) });

  expect(ids(made)).toEqual([
    'record/intent',
    'boutique/frontend-check/apply',
    'boutique/frontend-check/ready',
    'record/deployed',
  ]);
  const step = stepOf(made, 'boutique/frontend-check/apply');
  expect(step.reason).toBe('Different: Job frontend-check. Job frontend-check runs again where its pods differ.');
  expect(step.actions[0]).toEqual({ kind: 'clear-objects', objects: [id] });
  expect(step.impact).toBe('replace-object');
});

test('given a job that has another label, then it stays', () => {
  const id = 'boutique/batch/Job/frontend-check';
  const edit = (manifest: Manifest): Manifest => ({ ...manifest, metadata: { ...manifest.metadata, labels: {} } });

  expect(
    stepOf(plan({ from: staging, to: withObject(staging, id, edit) }), 'boutique/frontend-check/apply').impact,
  ).toBe('live');
});

test('given a service that is declared no more, then its objects are removed by name, and nothing else is', () => {
  const isLoad = ({ owner }: Resource): boolean => owner === 'boutique/loadgenerator';
  const made = plan({ from: staging, to: without(staging, isLoad) });

  expect(ids(made)).toEqual(['record/intent', 'cluster/prune', 'record/deployed']);
  expect(stepOf(made, 'cluster/prune')).toMatchObject({
    title: 'Remove 3 objects declared no more',
    reason:
      'An earlier plan applied them; what others made is not touched. From namespace staging-boutique: ServiceAccount loadgenerator, Deployment loadgenerator, NetworkPolicy loadgenerator.',
    needs: ['record/intent'],
    impact: 'restart-with-gap',
  });
  expect(removed(made)).toEqual([
    'ServiceAccount staging-boutique/loadgenerator',
    'Deployment staging-boutique/loadgenerator',
    'NetworkPolicy staging-boutique/loadgenerator',
  ]);
  expect(stepOf(made, 'cluster/prune').approval).toBeUndefined();
});

test('a whole stack goes with its namespace, once somebody agrees', () => {
  const { to, from } = { from: assemblyOf([deployment('web')]), to: assemblyOf([]) };
  const gone = without(to, ({ id }) => id === '_cluster/core/Namespace/shop');
  const made = plan({ from, to: gone });

  expect(removed(made)).toEqual(['Namespace /shop', 'Deployment shop/web']);
  expect(stepOf(made, 'cluster/prune')).toMatchObject({
    approval: 'It removes what holds data or grants access: Namespace shop.',
    impact: 'destroys-data',
  });
});

describe.each(['Namespace', 'PersistentVolume', 'PersistentVolumeClaim', 'CustomResourceDefinition', 'Secret'])(
  'a %s',
  (kind) => {
    test('holds what nothing brings back: somebody must agree that it goes', () => {
      const made = plan({ to: staging, observed: found({ apiVersion: 'v1', kind, name: 'old' }) });

      expect(stepOf(made, 'cluster/prune').approval).toBe(`It removes what holds data or grants access: ${kind} old.`);
    });
  },
);

describe('volume claims of a StatefulSet that is removed', () => {
  const set = (whenDeleted?: string): Manifest => ({
    ...{ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'db', namespace: 'shop' } },
    spec: {
      volumeClaimTemplates: [{ metadata: { name: 'data' } }, { metadata: { name: 'wal' } }],
      ...(whenDeleted !== undefined && { persistentVolumeClaimRetentionPolicy: { whenDeleted } }),
    },
  });
  const prune = (...from: readonly Manifest[]): Step =>
    stepOf(
      plan({ from: assemblyOf([deployment('web'), ...from]), to: assemblyOf([deployment('web')]) }),
      'cluster/prune',
    );

  test.each([undefined, 'Retain'])('stay where its policy says %s', (policy) => {
    expect(prune(set(policy))).toMatchObject({
      reason: expect.stringMatching(
        /From namespace shop: StatefulSet db\. Volume claims that StatefulSet db made \(data, wal\) stay, with their data\.$/,
      ),
      impact: 'restart-with-gap',
    });
    expect(prune(set(policy)).approval).toBeUndefined();
  });

  test('go with it where its policy says so, once somebody agrees', () => {
    expect(prune(set('Delete'))).toMatchObject({
      reason: expect.stringMatching(/made \(data, wal\) go with it, and their data\.$/),
      impact: 'destroys-data',
      approval: 'It removes what holds data or grants access: the volumes of StatefulSet db.',
    });
  });

  test('are not known of one that only the inventory names, and are none where it asks for none', () => {
    const entry = { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: 'shop', name: 'db' };
    const made = plan({ to: assemblyOf([deployment('web')]), observed: found(entry) });

    expect(stepOf(made, 'cluster/prune').reason).toMatch(
      /Volume claims that StatefulSet db made stay, unless its persistentVolumeClaimRetentionPolicy says Delete\.$/,
    );
    expect(prune({ ...set(), spec: {} }).reason).toMatch(/From namespace shop: StatefulSet db\.$/);
  });

  test('go with their namespace, for which somebody is asked already', () => {
    const from = assemblyOf([set()]);
    const made = plan({ from, to: assemblyOf([]) });
    const whole = plan({
      from,
      to: without(assemblyOf([]), ({ id }) => id === '_cluster/core/Namespace/shop'),
    });

    expect(stepOf(made, 'cluster/prune').reason).toContain('stay, with their data');
    expect(stepOf(whole, 'cluster/prune').reason).not.toContain('Volume claims');
    expect(stepOf(whole, 'cluster/prune').reason).toContain('From the cluster: Namespace shop.');
  });
});

test('given an inventory of a plan that was not finished, then what it meant to bring is removed too', () => {
  const left = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'staging-boutique', name: 'left' };
  const made = plan({ from: staging, to: staging, observed: found(left) });

  expect(removed(made)).toEqual(['ConfigMap staging-boutique/left']);
  expect(ids(made).slice(-2)).toEqual(['cluster/prune', 'record/deployed']);
  expect(inventory(made, 'record/intent')).toContainEqual(left);
  expect(inventory(made, 'record/deployed')).not.toContainEqual(left);
});

test('what is neither deployed by a plan nor in an inventory is nobody’s to remove', () => {
  expect(ids(plan({ to: staging }))).not.toContain('cluster/prune');
  expect(ids(plan({ from: staging, to: staging }))).not.toContain('cluster/prune');
});

test('an object in another version of its group is the same object', () => {
  const older = { apiVersion: 'apps/v1beta1', kind: 'Deployment', namespace: 'shop', name: 'web' };
  const foreign = { ...older, apiVersion: 'example.com/v1' };
  const to = assemblyOf([deployment('web')]);

  expect(ids(plan({ to, observed: found(older) }))).not.toContain('cluster/prune');
  expect(removed(plan({ to, observed: found(foreign) }))).toEqual(['Deployment shop/web']);
});

describe('a secret', () => {
  const secret = (maker: 'existing' | 'generatedAtApply', ...keys: readonly string[]): Assembly => {
    const sources = Object.fromEntries(keys.map((key) => [key, { random: { length: 32 } }]));
    return assemblyOf([deployment('web')], {
      secrets: [{ name: 'session', namespace: 'shop', maker, keys: sources, usedBy: [] }],
    });
  };

  test('that is new is made before anything that may use it', () => {
    const made = plan({ from: assemblyOf([deployment('web')]), to: secret('generatedAtApply', 'key') });

    expect(ids(made)).toEqual(['record/intent', 'shop/secrets', 'record/deployed']);
    expect(stepOf(made, 'shop/secrets').actions).toEqual([
      { kind: 'make-secret-objects', secrets: ['shop/plinth/secret/session'] },
    ]);
  });

  test('that somebody else makes is looked for', () => {
    const made = plan({ from: assemblyOf([deployment('web')]), to: secret('existing', 'key') });

    expect(stepOf(made, 'shop/secrets')).toMatchObject({
      title: 'Look for the secrets of shop',
      actions: [],
      postcondition: { kind: 'secret-objects', secrets: ['shop/plinth/secret/session'] },
    });
  });

  test('that Plinth made and somebody else is to keep from now on is not taken away', () => {
    const made = plan({ from: secret('generatedAtApply', 'key'), to: secret('existing', 'key') });

    expect(ids(made)).not.toContain('cluster/prune');
    expect(inventory(made, 'record/deployed')).not.toContainEqual(
      expect.objectContaining({ kind: 'Secret', name: 'session' }),
    );
  });

  test('that Plinth made and nobody declares any more goes, once somebody agrees', () => {
    const made = plan({ from: secret('generatedAtApply', 'key'), to: assemblyOf([deployment('web')]) });

    expect(removed(made)).toEqual(['Secret shop/session']);
    expect(stepOf(made, 'cluster/prune').approval).toBe('It removes what holds data or grants access: Secret session.');
  });
});

test('what is deployed already is planned whole: what holds is skipped where it runs', () => {
  const [made, fresh] = [plan({ from: bed, to: bed }), plan({ to: bed })];

  expect(made).toMatchObject({ kind: 'install', from: made.to });
  expect(made.steps).toEqual(fresh.steps);
});

function deployment(name: string): Manifest {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'shop' } };
}

function found(...inventory: readonly InventoryEntry[]): Observed {
  return { hosts: {}, inventory };
}

function removed(made: Plan): readonly string[] {
  return stepOf(made, 'cluster/prune').actions.flatMap((action) =>
    action.kind === 'delete-objects'
      ? action.objects.map(({ kind, namespace = '', name }) => `${kind} ${namespace}/${name}`)
      : [],
  );
}

function inventory(made: Plan, id: string): readonly InventoryEntry[] {
  return stepOf(made, id).actions.flatMap((action) => ('inventory' in action ? action.inventory : []));
}

/** Whether every step waits for the one before it alone. */
function chained({ steps }: Plan): boolean {
  return steps.slice(1).every(({ needs }, index) => needs.length === 1 && needs[0] === steps[index]?.id);
}
