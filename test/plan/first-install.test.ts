import { resourcesOf, type Resource } from '../../lib/assembly';
import { plan, type Plan } from '../../lib/plan';
import { committed, without } from './committed';
import { ancestors, atOnce, comesAfter, ids, stepOf } from './reading';

const bed = plan({ to: committed('bed') });
const [control, workers] = [
  ['control-1', 'control-2', 'control-3'],
  ['worker-1', 'worker-2'],
];
const hosts = [...control, ...workers];

test('it begins with what hosts hold, and ends with the record of what is deployed', () => {
  expect(bed).toMatchObject({ schema: 1, environment: 'bed', kind: 'install' });
  expect(bed.from).toBeUndefined();
  expect(ids(bed).slice(0, 5)).toEqual(hosts.map((host) => `host/${host}/deliver`));
  expect(ids(bed).at(-1)).toBe('record/deployed');
  expect(ancestors(bed).get('record/deployed')?.size).toBe(bed.steps.length - 1);
});

test('nothing is written to a host that is another one, or is full', () => {
  expect(stepOf(bed, 'host/worker-2/deliver').precondition).toEqual({
    kind: 'all',
    of: [
      { kind: 'identity', host: 'worker-2' },
      { kind: 'space', path: '/var/lib', mebibytes: 256 },
    ],
  });
});

test('hosts do not wait for each other before they are what they need', () => {
  for (const host of hosts) {
    expect(stepOf(bed, `host/${host}/start`).needs).toEqual([`host/${host}/deliver`]);
    expect(stepOf(bed, `host/${host}/deliver`).needs).toEqual([]);
  }
});

test('given members of etcd that wait for each other when they start, then they start together', () => {
  for (const host of control) {
    expect(stepOf(bed, `etcd/${host}/start`)).toMatchObject({ place: { kind: 'host', host }, impact: 'none' });
    for (const other of control) expect(atOnce(bed, `etcd/${host}/start`, `etcd/${other}/start`)).toBe(true);
  }
});

test('keys are made on hosts, requests are signed in one place, and nothing that uses a certificate starts before it', () => {
  for (const host of control) {
    expect(comesAfter(bed, `certificates/${host}/request`, `host/${host}/start`)).toBe(true);
    expect(comesAfter(bed, 'certificates/sign', `certificates/${host}/request`)).toBe(true);
    expect(stepOf(bed, `certificates/${host}/install`).needs).toEqual(['certificates/sign']);
    expect(comesAfter(bed, `etcd/${host}/start`, `certificates/${host}/install`)).toBe(true);
  }
  expect(stepOf(bed, 'certificates/sign').place).toEqual({ kind: 'control-node' });
  expect(ids(bed)).not.toContain('certificates/worker-1/request');
});

test('Kubernetes begins on one host, when every member of etcd is ready; the others come to it together', () => {
  const begin = stepOf(bed, 'kubernetes/control-1/install');

  expect(begin).toMatchObject({ move: 'kubernetes/begin', amended: 'refuse' });
  expect(commands(begin)).toContain('init');
  for (const host of control) expect(comesAfter(bed, begin.id, `etcd/${host}/start`)).toBe(true);
  for (const host of ['control-2', 'control-3']) {
    const join = stepOf(bed, `kubernetes/${host}/install`);
    expect(join).toMatchObject({ move: 'kubernetes/install', amended: 'refuse' });
    expect(commands(join)).toContain('join');
    expect(comesAfter(bed, join.id, begin.id)).toBe(true);
  }
  expect(atOnce(bed, 'kubernetes/control-2/install', 'kubernetes/control-3/install')).toBe(true);
});

test('credentials are issued where the cluster is, and are there before a host joins', () => {
  for (const [component, pool, host] of [
    ['kubernetes', 'control', 'control-2'],
    ['kubernetes', 'control', 'control-3'],
    ['kubelet-worker', 'worker', 'worker-1'],
    ['kubelet-worker', 'worker', 'worker-2'],
  ] as const) {
    const [issue, bring] = [`${component}/${pool}/issue-credentials`, `${component}/${host}/install-credentials`];
    expect(stepOf(bed, issue)).toMatchObject({
      place: { kind: 'host', host: 'control-1' },
      needs: ['kubernetes/control-1/install'],
    });
    expect(stepOf(bed, bring).takes).toEqual(stepOf(bed, issue).gives);
    expect(comesAfter(bed, bring, issue)).toBe(true);
    expect(comesAfter(bed, `${component}/${host}/install`, bring)).toBe(true);
  }
  expect(ids(bed)).not.toContain('kubernetes/control-1/install-credentials');
});

test('the authorities that the first control host made are carried to the others, in memory', () => {
  const steps = [
    'kubernetes/control-1/install',
    'kubernetes/control-1/offer-secrets',
    'kubernetes/settle-secrets',
    'kubernetes/control-3/install-secrets',
    'kubernetes/control-3/install',
  ];

  for (const [index, id] of steps.slice(1).entries()) expect(stepOf(bed, id).needs).toContain(steps[index]);
  expect(stepOf(bed, 'kubernetes/settle-secrets')).toMatchObject({
    takes: [{ name: 'kubernetes/control-1/offered', secret: true }],
    gives: [
      { name: 'kubernetes/control-2/secrets', secret: true },
      { name: 'kubernetes/control-3/secrets', secret: true },
    ],
  });
  expect(ids(bed)).not.toContain('kubernetes/control-2/offer-secrets');
});

test('workers need the first control host, and not the others', () => {
  expect(comesAfter(bed, 'kubelet-worker/worker-1/install', 'kubernetes/control-1/install')).toBe(true);
  expect(atOnce(bed, 'kubelet-worker/worker-1/install', 'kubernetes/control-2/install')).toBe(true);
});

test('what is applied is written down first, and stacks wait for nodes, network and whoever enforces policies', () => {
  expect(stepOf(bed, 'record/intent').needs).toEqual(['cluster/kubeconfig']);
  for (const { id, actions } of bed.steps) {
    if (actions.some(({ kind }) => kind === 'apply-objects')) expect(comesAfter(bed, id, 'record/intent')).toBe(true);
  }
  for (const id of ['cluster/nodes-ready', 'kube-flannel/flannel/ready', 'kube-system/kube-router/ready']) {
    expect(comesAfter(bed, 'guests/apply', id)).toBe(true);
  }
});

test('nodes are waited for when all of them have come, and have their network', () => {
  const nodes = stepOf(bed, 'cluster/nodes-ready');

  expect(nodes.postcondition).toEqual({ kind: 'nodes-ready', nodes: hosts });
  for (const host of control) expect(comesAfter(bed, nodes.id, `kubernetes/${host}/install`)).toBe(true);
  for (const host of workers) expect(comesAfter(bed, nodes.id, `kubelet-worker/${host}/install`)).toBe(true);
  expect(comesAfter(bed, nodes.id, 'kube-flannel/flannel/apply')).toBe(true);
  // A gateway or a metrics server that waits for nodes must not be waited for by them.
  expect(comesAfter(bed, nodes.id, 'kube-flannel/flannel/ready')).toBe(false);
});

test('names are answered by more than the host that came first, once there are others', () => {
  const spread = stepOf(bed, 'cluster/spread-coredns');
  const pods = { title: 'CoreDNS', namespace: 'kube-system', deployment: 'coredns', labels: { 'k8s-app': 'kube-dns' } };

  expect(spread).toMatchObject({
    needs: ['cluster/nodes-ready'],
    actions: [{ kind: 'spread-pods', pods }],
    postcondition: { kind: 'spread', pods },
  });
  expect(spread.place).toEqual({ kind: 'cluster' });
});

test('a cluster of one host has nothing to spread over', () => {
  const others = control.slice(1).concat(workers);
  const isOther = ({ id, kind }: Resource): boolean =>
    kind === 'host' && others.some((host) => id.endsWith(`/${host}`));

  expect(ids(plan({ to: without(committed('bed'), isOther) })).filter((id) => id.includes('spread'))).toEqual([]);
});

test('secrets stand before the objects that use them, and what needs a database comes when it is ready', () => {
  const entries = 'guests/plinth/component/entries';
  const used = resourcesOf(committed('bed'), 'secret').filter(({ spec }) => spec.usedBy.includes(entries));
  const makers = bed.steps.filter(({ actions }) =>
    actions.some(
      (action) => action.kind === 'make-secret-objects' && used.some(({ id }) => action.secrets.includes(id)),
    ),
  );

  expect(makers).not.toEqual([]);
  for (const { id } of makers) expect(comesAfter(bed, 'guests/entries/apply', id)).toBe(true);
  expect(comesAfter(bed, 'guests/guestbook/apply', 'guests/entries/ready')).toBe(true);
});

test('given machines that must be made, then they come first and somebody has to agree', () => {
  const lab = plan({ to: committed('lab') });

  expect(ids(lab)[0]).toBe('machines/make');
  expect(stepOf(lab, 'machines/make').approval).toBe('Machines cost money, and the cloud may refuse some of them.');
  for (const host of hosts) expect(stepOf(lab, `host/${host}/deliver`).needs).toEqual(['machines/make']);
  expect(ids(bed)).not.toContain('machines/make');
});

test('a tenant has no hosts, no nodes and no credentials of its own to fetch', () => {
  const staging = plan({ to: committed('staging') });

  expect(staging.steps.filter(({ place }) => place.kind === 'host')).toEqual([]);
  expect(ids(staging)).not.toContain('cluster/kubeconfig');
  expect(ids(staging)).not.toContain('cluster/nodes-ready');
  expect(stepOf(staging, 'record/intent').needs).toEqual([]);
});

describe.each(['bed', 'lab', 'shared', 'production', 'development', 'staging', 'tiny'])('the plan of %s', (name) => {
  const made = plan({ to: committed(name) });

  test('is data: the same again, the same through JSON, and nobody changes it', () => {
    expect(plan({ to: committed(name) })).toEqual(made);
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
    expect(thawed(made)).toEqual([]);
  });

  test('names every step once, and no step waits for what is not there', () => {
    const known = new Set(ids(made));

    expect(known.size).toBe(made.steps.length);
    expect(made.steps.flatMap(({ needs }) => needs).filter((need) => !known.has(need))).toEqual([]);
  });

  test('gives each parcel once, before it is taken, and a host only what is for it', () => {
    const before = ancestors(made);
    const givers = made.steps.flatMap(({ id, gives }) => gives.map(({ name: parcel }) => [parcel, id] as const));
    const early = made.steps.flatMap(({ id, takes }) =>
      takes.filter((parcel) => !givers.some(([given, by]) => given === parcel.name && before.get(id)?.has(by))),
    );

    expect(new Set(givers.map(([parcel]) => parcel)).size).toBe(givers.length);
    expect(early).toEqual([]);
    for (const { place, takes } of made.steps) {
      if (place.kind !== 'host') continue;
      const others = takes.filter(
        (parcel) => !parcel.name.endsWith('/credentials') && !parcel.name.includes(`/${place.host}/`),
      );
      expect(others).toEqual([]);
    }
  });
});

function commands({ actions }: Plan['steps'][number]): readonly string[] {
  return actions.flatMap((action) => (action.kind === 'run' ? action.command : []));
}

/** Parts of a value that somebody could change. */
function thawed(value: unknown, path = 'plan'): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([key, member]) => thawed(member, `${path}.${key}`));
  return Object.isFrozen(value) ? below : [path, ...below];
}
