import { App, Size } from 'cdk8s';
import { renderDist, resourcesOf } from '../../../lib/assembly';
import { Environment } from '../../../lib/constructs/base';
import {
  contributeModule,
  contributeSysctl,
  HostPool,
  OperatingSystem,
  type HostPoolProps,
} from '../../../lib/constructs/hosts';
import { Machine } from '../../../lib/constructs/machines';
import { findings, synthesized } from '../kubernetes/world';
import { synthesizing } from '../../every-code';
import { poolIn, poolProps, poolWith, type Contribute } from './layer';

const systems = {
  'fedora-coreos': OperatingSystem.fedoraCoreOs({ stream: 'stable' }),
  flatcar: OperatingSystem.flatcar({ channel: 'stable' }),
  ubuntu: OperatingSystem.ubuntu('24.04'),
  debian: OperatingSystem.debian('13'),
};
const nothing: Contribute = () => undefined;

/** The files of the hosts, without the firewall's, by their paths below `hosts/`. */
function files(contribute: Contribute, props: Partial<HostPoolProps> = {}): ReadonlyMap<string, string> {
  return filesOf(poolWith(contribute, props));
}

function filesOf(environment: Environment): ReadonlyMap<string, string> {
  const all = [...renderDist([synthesized(environment).assembly])];
  const prefix = 'lab/hosts/';
  return new Map(
    all
      .filter(([path]) => path.startsWith(prefix) && !path.includes('firewall'))
      .map(([path, text]) => [path.slice(prefix.length), text]),
  );
}

function poolOf(environment: Environment): HostPool {
  const pool = environment.node.findChild('control');
  if (!(pool instanceof HostPool)) throw new Error('the pool is missing');
  return pool;
}

describe.each(Object.entries(systems))('%s', (_, os) => {
  test('the files of a pool', () => {
    const text = [...files(nothing, { os })].map(([path, content]) => `== ${path}\n${content}`).join('\n');

    expect(text).toMatchSnapshot();
  });

  test('nothing is wrong with it', () => {
    expect(findings(poolWith(nothing, { os }))).toEqual([]);
  });
});

test('Debian can be provisioned by Ignition, and then its network is files', () => {
  const { assembly } = synthesized(poolWith(nothing, { provisioning: 'ignition' }));

  expect(resourcesOf(assembly, 'host-pool')[0]?.spec.provisioning).toEqual({ kind: 'ignition', spec: '3.3.0' });
  expect(
    files(nothing, { provisioning: 'ignition' }).get('control/control-1/etc/systemd/network/10-plinth.network'),
  ).toBe(
    [
      ...['[Match]', 'Name=eth0', '', '[Link]', 'MTUBytes=1500', ''],
      ...['[Network]', 'DHCP=no', 'IPv6AcceptRA=no', 'LinkLocalAddressing=no'],
      ...['Address=10.20.0.11/24', 'Gateway=10.20.0.1', 'DNS=10.20.0.2', ''],
    ].join('\n'),
  );
});

test('a pool with IPv6 has it in the dialect of its system', () => {
  const props = { names: { a: 'fd00::11' }, subnet: 'fd00::/64', os: systems['fedora-coreos'] };
  const connection = files(nothing, props).get('control/a/etc/NetworkManager/system-connections/plinth.nmconnection');

  expect(connection).toContain('[ipv4]\nmethod=disabled\n');
  expect(connection).toContain('[ipv6]\nmethod=manual\naddress1=fd00::11/64\ngateway=fd00::1\n');
});

test('modules and settings of a pool stand in one file each, those of one host in others', () => {
  const all = files((into, pool) => {
    contributeModule(into, pool.place, 'overlay');
    contributeModule(into, pool.place, 'br_netfilter');
    contributeSysctl(into, pool.place, 'net.ipv4.ip_forward', 1);
    contributeSysctl(into, { pool: pool.name, host: 'control-1' }, 'vm.swappiness', 10);
  });

  expect(all.get('control/files/etc/modules-load.d/plinth.conf')).toBe('br_netfilter\noverlay\n');
  expect(all.get('control/files/etc/sysctl.d/90-plinth.conf')).toBe('net.ipv4.ip_forward = 1\n');
  expect(all.get('control/control-1/etc/sysctl.d/91-plinth-host.conf')).toBe('vm.swappiness = 10\n');
});

test('a host knows its own name, and no other', () => {
  expect(files(nothing).get('control/control-2/etc/hosts')).toBe(
    '127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n10.20.0.12 control-2\n',
  );
});

test('one host more is its own files', () => {
  const props = { names: undefined, firstAddress: '10.20.0.11' } as unknown as Partial<HostPoolProps>;
  const [before, after] = [3, 4].map((count) => files(nothing, { ...props, count }));
  const changed = [...(after ?? [])].filter(([path, text]) => before?.get(path) !== text).map(([path]) => path);

  expect(changed).toEqual(['control/control-4/etc/hostname', 'control/control-4/etc/hosts']);
});

test('other layers let hosts send from further addresses, and say that they hold data', () => {
  const machine = Machine.openStack({ flavor: 'm', image: 'i', network: 'n', subnet: 's' });
  const environment = poolWith(nothing, { machine, zones: ['a'], volumes: { data: Size.gibibytes(10) } });
  const pool = poolOf(environment);
  pool.allowAddress('10.20.0.100', '10.244.0.0/16').allowAddress('10.20.0.100').markStateful();
  const [first] = resourcesOf(synthesized(environment).assembly, 'machine');

  expect(first?.spec).toMatchObject({
    ...{ kind: 'openstack', availabilityZone: 'a', stateful: true },
    allowedAddresses: ['10.20.0.100', '10.244.0.0/16'],
    volumes: [{ name: 'data', gibibytes: 10 }],
  });
});

test('people log in as the machines say, or as the images of the system do', () => {
  const users = (props: Partial<HostPoolProps>): readonly string[] =>
    resourcesOf(synthesized(poolWith(nothing, props)).assembly, 'user').map(({ spec }) => spec.name);
  const openStack = Machine.openStack({ flavor: 'm', image: 'i', network: 'n', subnet: 's' });

  expect(users({ machine: Machine.existing() })).toEqual(['root']);
  expect(users({ machine: Machine.existing({ sshUser: 'admin' }) })).toEqual(['admin']);
  expect(users({ machine: openStack, os: systems.flatcar })).toEqual(['core']);
  expect(users({ machine: openStack, os: systems.ubuntu, users: { ada: { keys: poolProps.sshKeys } } })).toEqual([
    'ada',
    'ubuntu',
  ]);
});

test('root logs in only where machines say so', () => {
  const path = 'control/files/etc/ssh/sshd_config.d/10-plinth.conf';

  expect(files(nothing).get(path)).toContain('PermitRootLogin prohibit-password\n');
  expect(files(nothing, { machine: Machine.existing({ sshUser: 'admin' }) }).get(path)).toContain(
    'PermitRootLogin no\n',
  );
});

test('what is put on hosts by hand stays visible, with its reason', () => {
  const environment = poolWith(nothing);
  const pool = poolOf(environment);
  const reason = 'The vendor asks for it.';
  pool
    .addFile({ path: '/etc/a', body: { format: 'text', value: 'a\n' }, effect: { kind: 'none' } }, { reason })
    .addUnit({ name: 'cron.service', state: 'masked' }, { reason })
    .addPackage({ name: 'tcpdump', source: { kind: 'apt', hold: false } }, { reason })
    .addSysctl('vm.max_map_count', 262_144, { reason })
    .addModule('dm_crypt', { reason });
  const { assembly, findings: found } = synthesized(environment);

  expect(found).toEqual([]);
  expect(assembly.acknowledgements.map(({ code, on, reason: said }) => `${on} ${code} ${said}`)).toEqual([
    '_hosts/control host-file /etc/a: The vendor asks for it.',
    '_hosts/control host-module dm_crypt: The vendor asks for it.',
    '_hosts/control host-package tcpdump: The vendor asks for it.',
    '_hosts/control host-sysctl vm.max_map_count = 262144: The vendor asks for it.',
    '_hosts/control host-unit cron.service: The vendor asks for it.',
  ]);
  expect(filesOf(environment).get('control/files/etc/sysctl.d/90-plinth.conf')).toBe('vm.max_map_count = 262144\n');
});

test('what is put on hosts by hand is no acknowledgement that accepts nothing', () => {
  const codes = synthesizing((app) => poolIn(app, nothing).addModule('dm_crypt', { reason: 'Disks are encrypted.' }));

  expect(codes).toEqual([]);
});

test('who puts something on hosts says why', () => {
  const environment = poolWith(nothing);
  poolOf(environment).addModule('dm_crypt', { reason: ' ' });

  expect(findings(environment)).toMatchInlineSnapshot(`
    [
      "error host-pool-invalid
    at lab/_hosts/control
    why The module "dm_crypt" was put on the hosts of "control" by hand, and no reason is given.
    fix Say in a sentence why it is needed: { reason }.",
    ]
  `);
});

test('the first hosts of a pool are a group', () => {
  const pool = new HostPool(new Environment(new App(), 'lab', {}), 'control', poolProps);

  expect(pool.take(1).hosts.map(({ name }) => name)).toEqual(['control-1']);
  expect(pool.pools).toEqual([pool]);
});
