import type { Assembly, Manifest, Resource } from '../../lib/assembly';
import type { Json, JsonObject } from '../../lib/core';
import { plan } from '../../lib/plan';
import { committed, existing, having, without, withFile, withObject } from './committed';
import { ids, refusals } from './reading';

const bed = committed('bed');
const motd: Resource = {
  ...existing(bed, 'file', '_hosts/plinth/file/control:/etc/etcd/etcd.env'),
  id: '_hosts/plinth/file/control:/etc/motd',
};

function refused(to: Assembly): readonly string[] {
  return refusals(() => plan({ from: bed, to })).map(({ path, detail }) => `${path}: ${detail}`);
}

const why = 'It is on hosts that run: changes in place, of hosts and of what runs on them, have no steps yet.';

test('a file on hosts that says something else', () => {
  expect(
    refusals(() => plan({ from: bed, to: withFile(bed, '_hosts/plinth/file/control:/etc/etcd/etcd.env') })),
  ).toEqual([
    {
      code: 'change-unplanned',
      severity: 'error',
      path: 'bed/_hosts/plinth/file/control:/etc/etcd/etcd.env',
      summary: 'this change of a running environment is not planned yet',
      detail: `_hosts/plinth/file/control:/etc/etcd/etcd.env (file) differs from what is deployed. ${why}`,
      fix: 'Take the change back, or make the environment anew; changes of manifests alone are planned.',
      references: ['docs/guide.md#plans'],
    },
  ]);
});

test('everything at once, and none of what is planned', () => {
  const changed = withFile(having(bed, motd), '_hosts/plinth/file/control:/etc/etcd/etcd.env');
  const objects = withObject(changed, 'guests/apps/Deployment/guestbook', withPause);
  const to = without(objects, ({ id }) => id === '_hosts/plinth/host/worker-2');

  expect(refused(to)).toEqual([
    `bed/_hosts/plinth/file/control:/etc/etcd/etcd.env: _hosts/plinth/file/control:/etc/etcd/etcd.env (file) differs from what is deployed. ${why}`,
    `bed/_hosts/plinth/file/control:/etc/motd: _hosts/plinth/file/control:/etc/motd (file) is new. ${why}`,
    `bed/_hosts/plinth/host/worker-2: _hosts/plinth/host/worker-2 (host) is declared no more. ${why}`,
  ]);
});

test('a component is in the cluster or on hosts, and moves between them by no plan', () => {
  const etcd = existing(bed, 'component', '_hosts/plinth/component/etcd');
  const { hosts, ...inCluster } = etcd.spec;
  const guestbook = existing(bed, 'component', 'guests/plinth/component/guestbook');
  const onHosts = { ...guestbook, spec: { ...guestbook.spec, ...(hosts && { hosts }) } };

  expect(refused(having(bed, { ...etcd, spec: inCluster }))).toEqual([
    `bed/${etcd.id}: ${etcd.id} (component) differs from what is deployed. ${why}`,
  ]);
  expect(refused(having(bed, onHosts))).toEqual([
    `bed/${guestbook.id}: ${guestbook.id} (component) differs from what is deployed. ${why}`,
  ]);
});

describe('what no host has', () => {
  const records = ['cluster/kubeconfig', 'record/intent', 'record/deployed'];
  const kubelet = existing(bed, 'component', '_hosts/plinth/component/kubelet-worker');
  const etcd = existing(bed, 'etcd-cluster', '_hosts/plinth/etcd-cluster/etcd');

  test('how a component is brought and asked: there is only something to record', () => {
    const { hosts } = kubelet.spec;
    if (!hosts) throw new Error('it is on hosts');
    const procedures = { ...hosts.procedures, remove: [] };
    const to = having(bed, { ...kubelet, spec: { ...kubelet.spec, hosts: { ...hosts, procedures } } });

    expect(ids(plan({ from: bed, to }))).toEqual(records);
  });

  test('where a component is, is another matter', () => {
    const { hosts } = kubelet.spec;
    if (!hosts) throw new Error('it is on hosts');
    const to = having(bed, { ...kubelet, spec: { ...kubelet.spec, hosts: { ...hosts, on: [{ pool: 'control' }] } } });

    expect(refused(to)).toEqual([`bed/${kubelet.id}: ${kubelet.id} (component) differs from what is deployed. ${why}`]);
  });

  test('how the members of etcd are asked for', () => {
    const { listMembers, ...spec } = etcd.spec;

    expect(listMembers).toBeDefined();
    expect(ids(plan({ from: having(bed, { ...etcd, spec }), to: bed }))).toEqual(records);
    expect(refused(having(bed, { ...etcd, spec: { ...etcd.spec, quotaBytes: 1 } }))).toHaveLength(1);
  });
});

test.each(['exposure', 'network-flow', 'secret', 'object', 'kubernetes-cluster'])(
  'of kind %s nothing is on hosts, so it is planned',
  (kind) => {
    const one = Object.values(bed.resources).find((resource) => resource.kind === kind);

    expect(one).toBeDefined();
    expect(ids(plan({ from: bed, to: without(bed, ({ id }) => id === one?.id) })).at(-1)).toBe('record/deployed');
  },
);

describe('what the API server lets nobody change', () => {
  const id = 'guests/apps/StatefulSet/entries';
  const edited = (member: string, value: Json): Assembly =>
    withObject(bed, id, (manifest) => ({
      ...manifest,
      spec: { ...(manifest['spec'] as JsonObject), [member]: value },
    }));

  test('the service of a set of pods', () => {
    expect(refusals(() => plan({ from: bed, to: edited('serviceName', 'others') }))).toEqual([
      {
        code: 'change-unplanned',
        severity: 'error',
        path: `bed/${id}`,
        summary: 'this change of a running environment is not planned yet',
        detail:
          'StatefulSet entries differs in spec.serviceName, which the API server lets nobody change while the object exists.',
        fix: 'Take the change back, or give it another name: then a new one is made, and the old one removed. Volumes that a StatefulSet asked for stay with the old name.',
        references: ['docs/guide.md#plans'],
      },
    ]);
  });

  test('and what may be changed beside it', () => {
    expect(ids(plan({ from: bed, to: edited('replicas', 3) }))).toContain('guests/entries/apply');
  });

  test('a job whose author did not say that it may run again', () => {
    const job = 'boutique/batch/Job/frontend-check';
    const staging = committed('staging');
    const owner = existing(staging, 'component', 'boutique/plinth/component/frontend-check');
    const once = {
      ...owner,
      spec: { ...owner.spec, procedures: { ...owner.spec.procedures, update: 'apply' as const } },
    };
    const [from, to] = [having(staging, once), withObject(having(staging, once), job, withCompletions)];

    expect(refusals(() => plan({ from, to })).map(({ path }) => path)).toEqual([`staging/${job}`]);
    expect(ids(plan({ from: staging, to: withObject(staging, job, withCompletions) }))).toContain(
      'boutique/frontend-check/apply',
    );
  });
});

test('another environment than the one that is deployed', () => {
  expect(refusals(() => plan({ from: committed('development'), to: committed('staging') }))).toEqual([
    {
      code: 'plan-environment',
      severity: 'error',
      path: 'staging',
      summary: 'the two assemblies are not of one environment',
      detail: '"development" is deployed, and "staging" is what the plan is for.',
      fix: 'Plan an environment from its own past: rename it back, or start from nothing with hosts of its own.',
      references: ['docs/guide.md#plans'],
    },
  ]);
});

test('components that wait for each other', () => {
  const [from, to] = ['_hosts/plinth/component/control', '_hosts/plinth/component/etcd'];
  const waiting = { ...bed, edges: [...bed.edges, { kind: 'needs' as const, from, to }] };
  const members = ['control-1', 'control-2', 'control-3'];
  const steps = ['control', 'etcd'].flatMap((name) => members.map((host) => `${name}/${host}/start`));

  expect(refusals(() => plan({ to: waiting }))).toEqual([
    {
      code: 'plan-circular',
      severity: 'error',
      path: 'bed',
      summary: 'steps of the plan wait for each other',
      detail: `${steps.join(', ')} each wait for another of them.`,
      fix: 'Take one of the edges between their components away: one of them must be able to begin alone.',
      references: ['docs/guide.md#plans'],
    },
  ]);
});

function withCompletions(manifest: Manifest): Manifest {
  return { ...manifest, spec: { ...(manifest['spec'] as JsonObject), completions: 2 } };
}

function withPause(manifest: Manifest): Manifest {
  return { ...manifest, spec: { ...(manifest['spec'] as JsonObject), paused: true } };
}
