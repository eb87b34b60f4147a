import { hostSecretLines } from '../../../lib/assembly/facts/host-secret-lines';
import { hostsAssembly, layer, pool } from '../hosts/hosts-assembly';

test('where a secret file goes, what it is, and who makes it', () => {
  const file = { path: '/etc/a', mode: '0600', user: 'etcd', group: 'etcd', effect: { kind: 'none' } } as const;
  const secrets = [
    layer('host-secret', 'control:/etc/a', {
      ...{ ...file, on: { pool: 'control' }, maker: 'existing', purpose: 'the key for copies' },
    }),
    layer('host-secret', 'control/control-1:/etc/b', {
      ...{ ...file, path: '/etc/b', on: { pool: 'control', host: 'control-1' } },
      ...{ maker: 'generatedAtApply', purpose: 'the key of Secrets in etcd' },
    }),
  ];

  expect(hostSecretLines(hostsAssembly(pool('control', 1), ...secrets))).toEqual([
    'file /etc/b on control-1 is generated at apply: the key of Secrets in etcd; for etcd, mode 0600',
    'file /etc/a on each of control is given at apply: the key for copies; for etcd, mode 0600',
  ]);
});
