import { hostViews, type HostView } from '../../../lib/assembly';
import type { JsonObject } from '../../../lib/core';
import { bedAssembly } from './environment';
import { deliveredFiles, readStat } from './file-snapshot';
import { appliedObjects, objectState } from './object-snapshot';
import { differences } from './snapshot';
import { ownUnits, readUnits } from './unit-snapshot';

const assembly = bedAssembly();

function view(host: string): HostView {
  const found = hostViews(assembly).find(({ name }) => name === host);
  if (!found) throw new Error(`There is no host "${host}".`);
  return found;
}

describe('differences', () => {
  const before = { 'a file': { modified: '1.5', mode: '644' }, 'a unit': { started: '7' } };

  test('are none between a snapshot and itself', () => {
    expect(differences(before, { ...before })).toEqual([]);
  });

  test('name what changed, came and went', () => {
    const after = { 'a file': { modified: '2.5', mode: '644', owner: 'root' }, 'a pod': { main: 'x' } };

    expect(differences(before, after)).toEqual([
      'a file: modified was 1.5, is 2.5; owner was absent, is root',
      'a pod: is new',
      'a unit: is gone',
    ]);
  });
});

describe('files', () => {
  test('are all that Plinth brings, and not what kubeadm and the kubelet make', () => {
    const files = deliveredFiles(view('control-1'));

    expect(files).toEqual(
      expect.arrayContaining([
        '/etc/etcd/member.env',
        '/etc/etcd/pki/ca.crt',
        '/etc/etcd/pki/server.key',
        '/etc/kubernetes/plinth/encryption.yaml',
        '/etc/systemd/system/etcd.service',
        '/usr/local/bin/etcdctl',
      ]),
    );
    expect(files).not.toContain('/etc/kubernetes/pki/apiserver.crt');
    expect(deliveredFiles(view('worker-1'))).not.toContain('/etc/systemd/system/etcd.service');
  });

  test('are read as stat prints them', () => {
    const text = '/etc/hosts\t1763717063.000000001\t77\t644\troot:root\n';

    expect(readStat(text).get('/etc/hosts')).toEqual({
      modified: '1763717063.000000001',
      inode: '77',
      mode: '644',
      owner: 'root:root',
    });
  });
});

describe('units', () => {
  test('are those that Plinth brings or starts, but none that a timer starts', () => {
    expect(ownUnits(assembly, view('control-1'))).toEqual(
      expect.arrayContaining(['etcd.service', 'haproxy-api.service', 'keepalived.service', 'kubelet.service']),
    );
    expect(ownUnits(assembly, view('control-1')).filter((name) => /timer|backup|renew/.test(name))).toEqual([]);
    expect(ownUnits(assembly, view('worker-1'))).not.toContain('etcd.service');
  });

  test('are read block by block', () => {
    expect(readUnits('Id=a.service\nResult=\n\nId=b.service\nResult=exit-code=1\n')).toEqual([
      { Id: 'a.service', Result: '' },
      { Id: 'b.service', Result: 'exit-code=1' },
    ]);
  });
});

describe('objects', () => {
  test('are those of the manifests, and the Secrets beside them', () => {
    expect(appliedObjects(assembly)).toEqual(
      expect.arrayContaining([
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'guests' } },
        { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'guestbook', namespace: 'guests' } },
        { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'entries-superuser', namespace: 'guests' } },
      ]),
    );
  });

  const ours: JsonObject = { manager: 'plinth', time: '2026-01-01T00:00:00Z' };
  const theirs: JsonObject = { ...ours, manager: 'kube-controller-manager', subresource: 'status' };
  const written = (metadata: JsonObject): JsonObject => ({
    metadata: { uid: 'u', generation: 1, resourceVersion: '10', managedFields: [ours, theirs], ...metadata },
    spec: { replicas: 1 },
    status: { readyReplicas: 1 },
  });
  const deployment = written({});

  test('with a status may have it written', () => {
    const later = written({
      resourceVersion: '11',
      managedFields: [ours, { ...theirs, time: '2026-01-02T00:00:00Z' }],
    });

    expect(objectState({ ...later, status: { readyReplicas: 0 } })).toEqual(objectState(deployment));
  });

  test.each([
    ['an applied change', written({ managedFields: [{ ...ours, time: '2026-01-02T00:00:00Z' }, theirs] })],
    ['a label', written({ labels: { a: 'b' } })],
    ['a new generation', written({ generation: 2 })],
    ['another object of the name', written({ uid: 'v' })],
    ['a specification', { ...deployment, spec: { replicas: 2 } }],
  ])('%s shows', (_, changed) => {
    expect(objectState(changed)).not.toEqual(objectState(deployment));
  });

  test('without a status show every write', () => {
    const map = { metadata: { uid: 'u', resourceVersion: '10' }, data: {} };

    expect(objectState(map)).toHaveProperty('resourceVersion', '10');
    expect(objectState(deployment)).not.toHaveProperty('resourceVersion');
  });
});
