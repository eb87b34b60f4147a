import { startArguments, startEnvironment } from './host-process';
import { bedNames } from './names';
import { sshCommand } from './ssh';

const names = bedNames('first-boot', 4711);
const host = {
  name: 'control-1',
  folder: '/beds/first-boot/control-1',
  image: '/image',
  namespace: names.namespace('control-1'),
  cgroups: ['/sys/fs/cgroup/pids/a/control-1', '/sys/fs/cgroup/systemd/a/control-1'],
  boot: 'cloud-init',
} as const;

test('all names of a bed start with its own and that of its process', () => {
  expect(names.control).toBe('plinth-first-boot-4711');
  expect(names.namespace('worker-2')).toBe('plinth-first-boot-4711.worker-2');
  expect([names.port(1), names.port(2)]).toEqual(['port1', 'port2']);
  expect([names.mac(1), names.mac(17)]).toEqual(['02:00:0a:58:00:01', '02:00:0a:58:00:11']);
});

test.each(['', 'a b', '../up', 'Bed', '1', 'a'.repeat(32)])('no bed and no host has the name "%s"', (name) => {
  const rest = 'by something else than 1 to 31 of a-z, 0-9 and "-", with a letter first.';
  expect(() => bedNames(name, 1)).toThrow(`The bed "${name}" is named ${rest}`);
  expect(() => names.namespace(name)).toThrow(`The host "${name}" is named ${rest}`);
});

test('a host dies with whoever started it, has mounts of its own, and the network that was made for it', () => {
  const words = startArguments(host);
  expect(words.slice(0, 6)).toEqual(['--pdeathsig', 'KILL', 'unshare', '--mount', '--propagation', 'private']);
  expect(words).toContain('--network-namespace-path=/run/netns/plinth-first-boot-4711.control-1');
  expect(words).toContain('--machine=control-1');
});

test('a host sees nothing of the environment of whoever started it but where programs are', () => {
  const environment = startEnvironment(host, '/bin');
  expect(environment['PATH']).toBe('/bin');
  expect(environment['BED_CGROUPS']).toBe('/sys/fs/cgroup/pids/a/control-1 /sys/fs/cgroup/systemd/a/control-1');
  expect(Object.keys(environment).filter((name) => !/^(BED|SYSTEMD)_/.test(name))).toEqual(['PATH']);
});

test('ssh reads no settings of whoever runs it, and asks nobody', () => {
  const words = sshCommand({ key: '/key', knownHosts: '/known', user: 'root', address: '10.88.0.11' });
  expect(words.slice(0, 5)).toEqual(['ssh', '-F', 'none', '-i', '/key']);
  expect(words).toEqual(expect.arrayContaining(['BatchMode=yes', 'UserKnownHostsFile=/known']));
  expect(words.at(-1)).toBe('root@10.88.0.11');
});
