import type { Assembly, HostAction } from '../../lib/assembly';
import { plan, type Plan, type StepId } from '../../lib/plan';
import { buildHosts, type HostsSpec } from '../invariants/arbitrary-hosts';
import { committed, existing, having, withFile, withObject } from './committed';
import { ids } from './reading';

const bed = committed('bed');
const fresh = plan({ to: bed });

const spec: HostsSpec = {
  ...{ version: '1.36', system: 'debian', machine: 'existing', control: 3, workers: 2, etcd: '3.6' },
  ...{ leases: 'kubernetes', backend: 'vxlan', enforcer: 'kube-router', ingress: 'hosts', storage: 'volumes' },
  metrics: false,
};

test('a worker more: every step keeps its name and its place among the others, and new ones are those of the new host', () => {
  const [before, after] = [built(spec), built({ ...spec, workers: 3 })];
  const own = ids(after).filter((id) => id.includes('/worker-3/'));

  expect(own).toEqual([
    'host/worker-3/deliver',
    'host/worker-3/start',
    'worker/worker-3/start',
    'containerd-worker/worker-3/start',
    'kubelet-worker/worker-3/install-credentials',
    'kubelet-worker/worker-3/install',
  ]);
  expect(ids(after).filter((id) => !own.includes(id))).toEqual(ids(before));
});

test('a worker more: what other hosts have carried out stays carried out, but for what tells them of it', () => {
  const [before, after] = [digests(built(spec)), digests(built({ ...spec, workers: 3 }))];
  const onHosts = [...before.keys()].filter((id) => /\/(control|worker)-\d\//.test(id));

  // All hosts know all others by name, and let them through their firewall.
  const told = onHosts.filter((id) => before.get(id) !== after.get(id));
  expect(told.filter((id) => !/^host\/[^/]+\/deliver$/.test(id))).toEqual([]);
});

test('a control host more: those that have joined are not asked to join again', () => {
  const [before, after] = [digests(built(spec)), digests(built({ ...spec, control: 5 }))];

  for (const host of ['control-2', 'control-3']) {
    const id = `kubernetes/${host}/install`.replace('kubernetes', 'cluster');
    expect(after.get(id)).toBe(before.get(id));
  }
});

test('a file: the hosts that have it, and the commands that read it', () => {
  expect(changed(withFile(bed, '_hosts/plinth/file/control:/etc/etcd/etcd.env'))).toEqual([
    'host/control-1/deliver',
    'host/control-2/deliver',
    'host/control-3/deliver',
  ]);
  expect(changed(withFile(bed, '_hosts/plinth/file/control/control-1:/etc/kubernetes/plinth/init.yaml'))).toEqual([
    'host/control-1/deliver',
    'kubernetes/control-1/install',
  ]);
});

test('how a command goes on or is taken back: nobody who has carried it out', () => {
  const id = '_hosts/plinth/component/kubelet-worker';
  const { spec: old, ...component } = existing(bed, 'component', id);
  const { hosts } = old;
  if (!hosts) throw new Error('it is on hosts');
  const edited = (edit: (action: HostAction) => HostAction): Assembly => {
    const procedures = { ...hosts.procedures, install: hosts.procedures.install.map(edit) };
    return having(bed, { ...component, spec: { ...old, hosts: { ...hosts, procedures } } });
  };
  const run = (more: object) => (action: HostAction) => (action.kind === 'run' ? { ...action, ...more } : action);

  expect(changed(edited(run({ takeBack: ['true'] })))).toEqual([]);
  expect(changed(edited(run({ again: ['true'] })))).toEqual([]);
  expect(changed(edited(run({ command: ['true'] })))).toEqual([
    'kubelet-worker/worker-1/install',
    'kubelet-worker/worker-2/install',
  ]);
});

test('an object: the group that it is in, and no order, title or reason', () => {
  const edited = withObject(bed, 'guests/apps/Deployment/guestbook', (manifest) => ({ ...manifest, spec: {} }));

  expect(changed(edited)).toEqual(['guests/guestbook/apply']);
  expect(changed({ ...bed, edges: bed.edges.filter(({ kind }) => kind !== 'needs') })).toEqual([]);
});

test('a secret file: where it is put in place, whoever makes it', () => {
  const secrets = Object.values(bed.resources).filter((resource) => resource.kind === 'host-secret');

  for (const secret of secrets) {
    const steps = changed(having(bed, { ...secret, spec: { ...secret.spec, mode: '0777' } }));
    expect({ of: secret.id, steps }).toEqual({ of: secret.id, steps: expect.arrayContaining([installing(secret.id)]) });
  }
});

test('a certificate: its request, its signature, and where it goes', () => {
  const [certificate] = Object.values(bed.resources).filter((one) => one.kind === 'certificate');
  const spec =
    certificate?.kind === 'certificate' && certificate.spec.owner === 'plinth' ? certificate.spec : undefined;

  expect(spec).toBeDefined();
  if (certificate?.kind !== 'certificate' || !spec) return;
  const steps = changed(having(bed, { ...certificate, spec: { ...spec, renewBeforeDays: 7 } }));
  expect(steps).toEqual(['certificates/control-1/install', 'certificates/control-1/request', 'certificates/sign']);
});

function built(hosts: HostsSpec): Plan {
  return plan({ to: buildHosts(hosts).assembly });
}

function digests({ steps }: Plan): ReadonlyMap<StepId, string> {
  return new Map(steps.map(({ id, digest }) => [id, digest]));
}

/** The steps that are others than they were, but for the record, which tells of everything. */
function changed(to: Assembly): readonly StepId[] {
  const [before, after] = [digests(fresh), digests(plan({ to }))];
  return [...after.keys()].filter((id) => before.get(id) !== after.get(id)).sort();
}

function installing(secret: string): StepId {
  const step = fresh.steps.find(({ actions }) =>
    actions.some((action) => action.kind === 'install-secrets' && action.secrets.includes(secret)),
  );
  return step?.id ?? `nobody brings ${secret}`;
}
