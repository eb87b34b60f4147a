import { explanation, findResource, listing, listingText } from '../../lib/report';
import { file, hostsAssembly, pool, unit } from '../assembly/hosts/hosts-assembly';

const lab = hostsAssembly(
  pool('control', 2),
  file('/etc/motd', 'hello\n'),
  file('/etc/hostname', 'control-1\n', { on: { pool: 'control', host: 'control-1' } }),
  unit('etcd.service', { body: [] }),
  unit('chrony.service'),
);

test.each([
  ['control-1', '_hosts/plinth/host/control-1'],
  ['lab/control-1', '_hosts/plinth/host/control-1'],
  ['control', '_hosts/plinth/host-pool/control'],
  ['/etc/motd', '_hosts/plinth/file/control:/etc/motd'],
  ['control:/etc/motd', '_hosts/plinth/file/control:/etc/motd'],
  ['control-1/etc/hostname', '_hosts/plinth/file/control/control-1:/etc/hostname'],
  ['dist/lab/hosts/control/control-1/etc/hostname', '_hosts/plinth/file/control/control-1:/etc/hostname'],
  ['etcd.service', '_hosts/plinth/unit/control:etcd.service'],
  ['/etc/systemd/system/etcd.service', '_hosts/plinth/unit/control:etcd.service'],
  ['control:chrony.service', '_hosts/plinth/unit/control:chrony.service'],
])('%s finds %s', (text, id) => {
  expect(findResource([lab], text)).toMatchObject({ kind: 'found', found: { resource: { id } } });
});

test('a path that two pools have means several', () => {
  const worker = { pool: 'worker' };
  const both = hostsAssembly(pool('worker', 1), file('/etc/motd', 'a\n'), file('/etc/motd', 'b\n', { on: worker }));

  expect(findResource([both], '/etc/motd')).toEqual({
    kind: 'several',
    names: ['lab/_hosts/plinth/file/control:/etc/motd', 'lab/_hosts/plinth/file/worker:/etc/motd'],
  });
});

test('a host: its pool and address, and what stands on it', () => {
  const search = findResource([lab], 'control-1');

  expect(search.kind === 'found' && explanation(search.found)).toMatchObject({
    kind: 'host of the pool control, 10.20.0.11',
    owns: [
      '_hosts/plinth/file/control:/etc/motd',
      '_hosts/plinth/file/control/control-1:/etc/hostname',
      '_hosts/plinth/unit/control:chrony.service',
      '_hosts/plinth/unit/control:etcd.service',
    ],
  });
});

test.each([
  ['/etc/motd', 'lab/hosts/control/files/etc/motd'],
  ['etcd.service', 'lab/hosts/control/files/etc/systemd/system/etcd.service'],
  ['control:chrony.service', undefined],
])('the file of %s is %s', (text, path) => {
  const search = findResource([lab], text);

  expect(search.kind === 'found' && explanation(search.found).file).toBe(path);
});

test('the list of environments', () => {
  expect(listingText(listing([lab]))).toMatchInlineSnapshot(`
    "lab        production, no cluster
      control  2 hosts with debian 13
      _hosts   on hosts
    "
  `);
});
