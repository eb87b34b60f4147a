import { file, hostsAssembly, layer, onControl, person, pool, software, unit } from '../hosts/hosts-assembly';

const alone = { pool: 'control', host: 'control-2' };
const service = [{ name: 'Service', settings: [['ExecStart', '/usr/local/bin/etcd']] }] as const;
const install = { name: 'Install', settings: [['WantedBy', 'multi-user.target']] } as const;

const everything = [
  file('/etc/motd', 'Hello, Ada & co.\n'),
  file(
    '/etc/etcd/etcd.env',
    { format: 'env', value: { ETCD_NAME: 'control-1' } },
    { user: 'etcd', group: 'etcd', mode: '0640' },
  ),
  file('/etc/motd', 'Only here.\n', { on: alone }),
  unit('etcd.service', { state: 'static', body: service }),
  unit('etcd.path', { body: [{ name: 'Path', settings: [['PathExists', '/etc/etcd/pki/server.key']] }, install] }),
  unit('etcd.service.d/10-nice.conf', { body: [{ name: 'Service', settings: [['Nice', '-5']] }] }),
  unit('etcd.service.d/20-name.conf', { on: alone, body: [{ name: 'Service', settings: [['Environment', 'A=b']] }] }),
  unit('service.d/10-all.conf', { body: [{ name: 'Service', settings: [['Restart', 'always']] }] }),
  unit('swap.target', { state: 'masked', body: service }),
  unit('apt-daily.timer', { state: 'disabled' }),
  person('ada'),
  person('etcd', { system: true, sudo: false, groups: ['ssl-cert'], keys: [] }),
  software('chrony', { kind: 'apt', hold: false }),
  software('kubelet', { kind: 'apt', hold: true, repository: 'kubernetes' }, '1.36.3-1.1'),
  layer('host-secret', 'control:/etc/etcd/key', {
    ...{ on: onControl, path: '/etc/etcd/key', mode: '0600', user: 'etcd', group: 'etcd', purpose: 'a key' },
    ...{ maker: 'generatedAtApply', effect: { kind: 'none' } },
    template: { body: { format: 'text', value: 'canary ${a}' }, randomBytes: { a: 32 } },
  }),
];

/** A pool of two hosts with everything that a first boot can bring. */
export const byIgnition = hostsAssembly(
  pool('control', 2, { provisioning: { kind: 'ignition', spec: '3.3.0' } }),
  everything,
);
export const byCloudInit = hostsAssembly(pool('control', 2), everything);
