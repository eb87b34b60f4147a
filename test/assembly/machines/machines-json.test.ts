import { render, type Assembly } from '../../../lib/assembly';
import type { JsonObject } from '../../../lib/core';
import { hostsAssembly, layer, pool } from '../hosts/hosts-assembly';
import { openStack, rule, server } from './openstack';

const path = 'machines/main.tf.json';

interface Module {
  readonly terraform: JsonObject;
  readonly data: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
  readonly variable: JsonObject;
  readonly output: JsonObject;
}

function moduleOf(assembly: Assembly): Module {
  return JSON.parse(render(assembly).get(path) ?? '{}') as Module;
}

test('servers with everything that they can have', () => {
  expect(render(openStack()).get(path)).toMatchSnapshot();
});

test('an environment whose machines exist already has no file', () => {
  const existing = layer('machine', 'control-1', { kind: 'existing', sshPort: 22, sshUser: 'root' });

  expect(render(hostsAssembly(pool('control', 1), existing)).has(path)).toBe(false);
});

test('a server more adds to the file, and changes nothing that is in the state', () => {
  const before = moduleOf(hostsAssembly(pool('control', 2), server('control-1'), server('control-2'))).resource;
  const after = moduleOf(
    hostsAssembly(pool('control', 3), server('control-1'), server('control-2'), server('control-3')),
  ).resource;

  expect(after).toMatchObject(before);
  expect(Object.keys(after['openstack_compute_instance_v2'] ?? {})).toEqual(['control-1', 'control-2', 'control-3']);
});

test('user data and image never replace a server, and one with state cannot be destroyed', () => {
  const { 'control-1': first, 'control-2': second } =
    moduleOf(openStack()).resource['openstack_compute_instance_v2'] ?? {};
  const ignored = ['user_data', 'image_id', 'image_name'];

  expect(first?.['lifecycle']).toEqual({ ignore_changes: ignored, prevent_destroy: true });
  expect(second?.['lifecycle']).toEqual({ ignore_changes: ignored });
});

test.each([
  [undefined, { required_version: '>= 1.5.0' }],
  [{ kind: 'local', settings: {} }, { backend: { local: {} } }],
  [
    { kind: 's3', settings: { bucket: 'state', key: 'k', region: 'eu-1' } },
    {
      required_version: '>= 1.10.0',
      backend: { s3: { bucket: 'state', key: 'k', region: 'eu-1', encrypt: true, use_lockfile: true } },
    },
  ],
  [{ kind: 'pg', settings: { schema_name: '${a}' } }, { backend: { pg: { schema_name: '$${a}' } } }],
] as const)('the backend %j', (spec, terraform) => {
  const more = spec ? [layer('machine-backend', 'backend', spec)] : [];

  expect(moduleOf(openStack(...more)).terraform).toMatchObject(terraform);
});

test('names of clouds may hold anything, and no two become one', () => {
  const odd = hostsAssembly(
    pool('control', 2),
    server('control-1', { network: 'nodes a', flavor: '${x}%{y}' }),
    server('control-2', { network: 'nodes.a' }),
  );
  const { data, resource } = moduleOf(odd);

  expect(Object.values(data['openstack_networking_network_v2'] ?? {})).toEqual([
    { name: 'nodes a' },
    { name: 'nodes.a' },
  ]);
  expect(resource['openstack_compute_instance_v2']?.['control-1']?.['flavor_name']).toBe('$${x}%%{y}');
});

test('every identifier is one of Terraform', () => {
  const digits = hostsAssembly(pool('1pool', 1), server('1pool-1', { serverGroup: '1group' }));
  for (const { resource, data } of [moduleOf(openStack()), moduleOf(digits)]) {
    const labels = [...Object.values(resource), ...Object.values(data)].flatMap((all) => Object.keys(all));
    for (const label of labels) expect(label).toMatch(/^[A-Za-z_][\w-]*$/);
  }
});

test('a pool of IPv6 is opened for IPv6', () => {
  const hosts = [
    ...pool('control', 1).filter(({ kind }) => kind !== 'host'),
    layer('host', 'control-1', { pool: 'control', address: 'fd00::11', volumes: [] }),
  ];
  const rules = moduleOf(hostsAssembly(hosts, server('control-1'), rule('etcd', [{ kind: 'anywhere' }]))).resource;

  expect(Object.values(rules['openstack_networking_secgroup_rule_v2'] ?? {})).toMatchObject([
    { ethertype: 'IPv6', remote_ip_prefix: '::/0' },
  ]);
});

test.each([
  [{ kind: 'host-gw' }, { remote_ip_prefix: '10.244.0.0/16', ethertype: 'IPv4', direction: 'ingress' }],
  [{ kind: 'vxlan', port: 8472, vni: 1, directRouting: false }, undefined],
] as const)('without a tunnel packets of pods come in as they are: %j', (backend, expected) => {
  const flannel = layer('flannel', 'network', {
    ...{ network: '10.244.0.0/16', backend, datastore: { kind: 'kubernetes' }, release: '0.28.9', nftables: true },
    ...{ overhead: 0, mtu: 1500, pools: ['control'] },
  });
  const { resource } = moduleOf(hostsAssembly(pool('control', 1), server('control-1'), flannel));
  const rule = resource['openstack_networking_secgroup_rule_v2']?.['control_any_10-244-0-0_16'];

  if (expected) expect(rule).toMatchObject(expected);
  else expect(rule).toBeUndefined();
});
