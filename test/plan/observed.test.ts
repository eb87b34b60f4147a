import { plan } from '../../lib/plan';
import { committed } from './committed';
import { comesAfter, ids, stamps, stepOf } from './reading';

const to = committed('bed');
const fresh = plan({ to });
const control = ['control-1', 'control-2', 'control-3'] as const;

/** Steps of one component on its hosts, in the order in which they are carried out. */
function chain(observed: Parameters<typeof stamps>[1], component: string): readonly string[] {
  const made = plan({ to, observed: stamps(fresh, observed) });
  const own = ids(made).filter((id) => new RegExp(`^${component}/[^/]+/(start|install)$`).test(id));
  for (const [index, id] of own.slice(1).entries()) expect(comesAfter(made, id, own[index] ?? '')).toBe(true);
  return own;
}

test('given a member of etcd that serves, then members are worked on one at a time', () => {
  const observed = stamps(fresh, ({ id }) => id === 'etcd/control-2/start');
  const made = plan({ to, observed });

  expect(comesAfter(made, 'etcd/control-2/start', 'etcd/control-1/start')).toBe(true);
  expect(comesAfter(made, 'etcd/control-3/start', 'etcd/control-2/start')).toBe(true);
  for (const host of control) {
    expect(stepOf(made, `etcd/${host}/start`)).toMatchObject({
      impact: 'rolling-restart',
      reason: 'It serves already: as few hosts at a time as it can spare, and only where something is missing.',
    });
  }
});

test('one component that serves does not make others wait', () => {
  const made = plan({ to, observed: stamps(fresh, ({ id }) => id === 'etcd/control-2/start') });

  expect(comesAfter(made, 'ingress/control-2/start', 'ingress/control-1/start')).toBe(false);
  expect(stepOf(made, 'ingress/control-1/start').impact).toBe('none');
});

test.each([
  ['etcd', ['etcd/control-1/start', 'etcd/control-2/start', 'etcd/control-3/start']],
  ['kubernetes', ['kubernetes/control-1/install', 'kubernetes/control-2/install', 'kubernetes/control-3/install']],
  ['kubelet-worker', ['kubelet-worker/worker-1/install', 'kubelet-worker/worker-2/install']],
])('after a whole install, %s is gone through host by host', (component, expected) => {
  expect(chain(() => true, component)).toEqual(expected);
});

test('after a whole install, every host has carried out just what the next plan asks of it', () => {
  const observed = stamps(fresh);

  expect(stamps(plan({ to, from: to, observed }))).toEqual(observed);
});

test('given another host that began the cluster, then it is the first, and gives the others what it made', () => {
  const begun = { 'kubernetes/control-2/install': stepOf(fresh, 'kubernetes/control-1/install').digest };
  const made = plan({ to, observed: { hosts: { 'control-2': begun }, inventory: [] } });

  expect(stepOf(made, 'kubernetes/control-2/install')).toMatchObject({ move: 'kubernetes/begin' });
  for (const host of ['control-1', 'control-3']) {
    expect(stepOf(made, `kubernetes/${host}/install`).move).toBe('kubernetes/install');
    expect(comesAfter(made, `kubernetes/${host}/install`, 'kubernetes/control-2/install')).toBe(true);
  }
  expect(stepOf(made, 'kubernetes/settle-secrets').takes).toEqual([
    { name: 'kubernetes/control-2/offered', secret: true },
  ]);
  expect(stepOf(made, 'kubelet-worker/worker/issue-credentials').place).toEqual({ kind: 'host', host: 'control-2' });
  expect(stepOf(made, 'cluster/kubeconfig').needs).toEqual(['kubernetes/control-2/install']);
});

test('given that the host that began the cluster is a new one, then it comes to what the others have, and nobody begins again', () => {
  const observed = stamps(fresh, (_, host) => host !== 'control-1');
  const made = plan({ to, from: to, observed });

  for (const host of control) expect(stepOf(made, `kubernetes/${host}/install`).move).toBe('kubernetes/install');
  expect(comesAfter(made, 'kubernetes/control-1/install', 'kubernetes/control-2/install')).toBe(true);
  expect(comesAfter(made, 'kubernetes/control-1/install', 'kubernetes/control-1/install-credentials')).toBe(true);
  for (const host of ['control-2', 'control-3']) {
    const id = `kubernetes/${host}/install`;
    expect(stepOf(made, id).digest).toBe(observed.hosts[host]?.[id]);
  }
});

test('hosts that were not asked are as if nothing was known of them', () => {
  expect(plan({ to, observed: { hosts: {}, inventory: [] } })).toEqual(fresh);
  expect(
    plan({ to, observed: { hosts: { 'control-1': {}, 'gone-7': { 'etcd/gone-7/start': 'x' } }, inventory: [] } }),
  ).toEqual(fresh);
});
