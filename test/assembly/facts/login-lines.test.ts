import { loginLines } from '../../../lib/assembly/facts/login-lines';
import { hostsAssembly, layer, pool } from '../hosts/hosts-assembly';

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFxkpoYYkfTDo6I0/AJR6kP3wer+Ge/kH/qzAzxMD5f9';

test('who logs in, by the fingerprint that ssh-keygen shows, and who is root', () => {
  const users = [
    layer('user', 'control:ada', {
      ...{ on: { pool: 'control' }, name: 'ada', system: false, sudo: true, groups: [] },
      keys: [`${key} ada@example.com`],
    }),
    layer('user', 'control/control-1:guest', {
      ...{ on: { pool: 'control', host: 'control-1' }, name: 'guest', system: false, sudo: false, groups: [] },
      keys: [key],
    }),
    layer('user', 'control:etcd', {
      ...{ on: { pool: 'control' }, name: 'etcd', system: true, sudo: false, groups: [], keys: [] },
    }),
  ];

  expect(loginLines(hostsAssembly(pool('control', 1), ...users))).toEqual([
    'hosts of control-1 let in guest by ssh-ed25519 SHA256:D5WCN2/s8SsDG2l0ujymU81AyZxk7n+lJvVdWe3D/88',
    'hosts of control let in ada by ssh-ed25519 SHA256:D5WCN2/s8SsDG2l0ujymU81AyZxk7n+lJvVdWe3D/88 (ada@example.com), and is or becomes root',
  ]);
});
