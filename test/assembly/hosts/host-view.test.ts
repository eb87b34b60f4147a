import { hostFilePath, hostViews, placed } from '../../../lib/assembly';
import { file, hostsAssembly, pool, unit } from './hosts-assembly';

const alone = { pool: 'control', host: 'control-2' };
const lab = hostsAssembly(
  pool('control', 2),
  pool('worker', 1),
  file('/etc/motd', 'hello\n'),
  file('/etc/hostname', 'control-2\n', { on: alone }),
  unit('etcd.service', { body: [] }),
  unit('etcd.service.d/10-name.conf', { on: alone, body: [] }),
);

test('a host has what its pool has, and then what it has alone', () => {
  const views = hostViews(lab).map((view) => [view.name, view.all().map(({ id }) => id.replace('_hosts/plinth/', ''))]);

  expect(views).toEqual([
    ['control-1', ['file/control:/etc/motd', 'unit/control:etcd.service']],
    [
      'control-2',
      [
        ...['file/control:/etc/motd', 'file/control/control-2:/etc/hostname', 'unit/control:etcd.service'],
        'unit/control/control-2:etcd.service.d/10-name.conf',
      ],
    ],
    ['worker-1', []],
  ]);
});

test('a host knows its pool; one without a pool is left out', () => {
  const [first] = hostViews(lab);
  const open = { ...lab, resources: { ...lab.resources } };
  delete open.resources['_hosts/plinth/host-pool/worker'];

  expect(first?.pool.spec.gateway).toBe('10.20.0.1');
  expect(hostViews(open).map(({ name }) => name)).toEqual(['control-1', 'control-2']);
});

test('one kind in one place', () => {
  expect(placed(lab, 'file', 'control').map(({ spec }) => spec.path)).toEqual(['/etc/motd']);
  expect(placed(lab, 'file', 'control/control-2').map(({ spec }) => spec.path)).toEqual(['/etc/hostname']);
  expect(placed(lab, 'unit', 'worker')).toEqual([]);
});

test.each([
  ['_hosts/plinth/file/control:/etc/hosts', 'hosts/control/files/etc/hosts'],
  ['_hosts/plinth/file/control/control-1:/etc/hostname', 'hosts/control/control-1/etc/hostname'],
  ['_hosts/plinth/unit/control:etcd.service', 'hosts/control/files/etc/systemd/system/etcd.service'],
  ['_hosts/plinth/unit/control:a.service.d/1.conf', 'hosts/control/files/etc/systemd/system/a.service.d/1.conf'],
  ['_hosts/plinth/file/control:/etc/a:b', 'hosts/control/files/etc/a%3Ab'],
  ['_hosts/plinth/unit/control:dev-x\\x2d1.mount', 'hosts/control/files/etc/systemd/system/dev-x%5Cx2d1.mount'],
])('the file of %s is %s', (id, path) => {
  expect(hostFilePath(id)).toBe(path);
});
