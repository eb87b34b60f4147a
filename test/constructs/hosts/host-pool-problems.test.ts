import { Size } from 'cdk8s';
import { OperatingSystem } from '../../../lib/constructs/hosts';
import { Machine } from '../../../lib/constructs/machines';
import { findings } from '../kubernetes/world';
import { poolWith } from './layer';

/** What is wrong with a pool of three by count whose other properties are given, as a program without types could. */
function said(props: object): readonly string[] {
  const counted = { names: undefined, count: 3, firstAddress: '10.20.0.11' };
  return findings(poolWith(() => undefined, { ...counted, ...props })).map((text) =>
    text.replace(/ at (lab\/\S+)\n/, ' at $1\n'),
  );
}

function whyAndFix(props: object): readonly string[] {
  return said(props).map((text) =>
    text
      .split('\n')
      .slice(2)
      .join(' | ')
      .replaceAll(/(^| \| )(why|fix) /g, '$1'),
  );
}

test('a finding tells the place, both values and what to write', () => {
  expect(said({ names: { a: '10.20.0.11' } })).toMatchInlineSnapshot(`
    [
      "error host-pool-invalid
    at lab/_hosts/control
    why The pool has both count (3) and names (a).
    fix Keep one of them.",
    ]
  `);
});

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGRlbW8= operator';
const wrong = {
  'no count, no names': { count: undefined },
  'no names at all': { count: undefined, names: {} },
  'a negative count': { count: -1 },
  'a count as a text': { count: '3' },
  'no first address': { firstAddress: undefined },
  'a first address that is none': { firstAddress: '10.20.0' },
  'a subnet with host bits': { subnet: '10.20.0.11/24' },
  'a host on the gateway': { firstAddress: '10.20.0.1' },
  'a name with a capital letter': { count: undefined, names: { 'Control-1': '10.20.0.11' } },
  'a name with an underscore': { count: undefined, names: { control_1: '10.20.0.11' } },
  'a name of 64 characters': { count: undefined, names: { ['a'.repeat(64)]: '10.20.0.11' } },
  'a name that is a path': { count: undefined, names: { '../etc': '10.20.0.11' } },
  'a name that is the folder of all hosts': { count: undefined, names: { files: '10.20.0.11' } },
  'a name that is retired': { count: undefined, names: { a: '10.20.0.11' }, retired: ['a'] },
  'an address that is retired': { count: undefined, names: { a: '10.20.0.12' }, retired: ['control-2'] },
  'a key that is none': { sshKeys: ['-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA'] },
  'no key': { sshKeys: [] },
  'a key as a text': { sshKeys: key },
  'a user with a capital letter': { users: { Ada: { keys: [key] } } },
  'a name server by name': { nameServers: ['dns.example.com'] },
  'a time server with a port and more': { timeServers: ['ntp.example.com iburst'] },
  'ssh from an address': { sshFrom: ['10.0.0.1'] },
  'ssh from nowhere': { sshFrom: [] },
  'a link of a wrong size': { linkMtu: 150 },
  'an interface with a space': { interface: 'eth 0' },
  'a swap that there is not': { swap: 'on' },
  'a provisioning that the system has not': { os: OperatingSystem.ubuntu('24.04'), provisioning: 'ignition' },
  'a volume without a unit': { volumes: { data: '50Gi' } },
  'a volume with a relative path': { volumes: { data: { size: Size.gibibytes(1), path: 'data' } } },
  'two volumes in one place': {
    volumes: { a: { size: Size.gibibytes(1), path: '/srv' }, b: { size: Size.gibibytes(1), path: '/srv' } },
  },
  'name servers as a text': { nameServers: '10.20.0.2' },
  'names as a list': { count: undefined, names: ['a', 'b'] },
  'a name without an address': { count: undefined, names: { a: '10.20.0.11', b: { zone: 'west' } } },
  'an operating system as a text': { os: 'Flatcar' },
  'a machine as a text': { machine: 'openstack' },
  'a machine that is told of a host that there is not': {
    machine: Machine.existing({ sshAddresses: { 'contol-1': '192.0.2.11' } }),
  },
  'updates as a text': { updates: 'off' },
  'a link as a text': { linkMtu: '1450' },
  'no subnet': { subnet: undefined },
  'a gateway in another network': { gateway: '10.21.0.1' },
  'a mirror of software as a text': { artifactMirror: 'https://mirror.example.com' },
  'a capacity as Kubernetes writes it': { capacity: { cpus: 4, memory: '8Gi' } },
  'mirrors of images by name': { registryMirrors: { 'docker.io': 'https://mirror.example.com' } },
  'a mirror of images without a scheme': { registryMirrors: [{ registry: '*', endpoint: 'mirror.example.com:5000' }] },
  'a mirror of images with a password': {
    registryMirrors: [{ registry: '*', endpoint: 'https://ada:hunter2@mirror.example.com' }],
  },
  'a mirror for a URL': {
    registryMirrors: [{ registry: 'https://docker.io', endpoint: 'https://mirror.example.com' }],
  },
  'a mirror with an authority in a word': {
    registryMirrors: [{ registry: '*', endpoint: 'https://mirror.example.com', authority: 'ca.crt' }],
  },
};

test.each(Object.entries(wrong))('%s', (_, props) => {
  expect(whyAndFix(props).join('\n')).toMatchSnapshot();
});

test('no byte of what may be a private key is shown', () => {
  expect(said(wrong['a key that is none']).join('')).not.toContain('b3Blbn');
});
