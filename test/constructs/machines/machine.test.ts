import { Size } from 'cdk8s';
import {
  Machine,
  type ExistingMachineProps,
  type MachineHost,
  type OpenStackMachineProps,
} from '../../../lib/constructs/machines';
import { PlinthError } from '../../../lib/core';

const host: MachineHost = {
  ...{ name: 'control-1', pool: 'control', environment: 'lab', address: '10.20.0.11', zone: 'az1', stateful: true },
  volumes: [{ name: 'data', size: Size.gibibytes(50) }],
  allowedAddresses: ['10.20.0.5'],
};
const server: OpenStackMachineProps = { flavor: 'm1.large', image: 'fcos-43', network: 'nodes', subnet: 'nodes-v4' };

test('a machine that exists already', () => {
  expect(Machine.existing().specOf(host)).toEqual({ kind: 'existing', sshUser: 'root', sshPort: 22 });
  expect(
    Machine.existing({ sshUser: 'core', sshPort: 2222, sshAddresses: { 'control-1': 'bastion.example.com' } }).specOf(
      host,
    ),
  ).toEqual({ kind: 'existing', sshUser: 'core', sshPort: 2222, sshAddress: 'bastion.example.com' });
  expect(Machine.existing().userDataLimit).toBeUndefined();
});

test('a server of OpenStack', () => {
  expect(Machine.openStack({ ...server, volumeType: 'fast' }).specOf(host)).toEqual({
    ...{ kind: 'openstack', ...server, availabilityZone: 'az1', stateful: true },
    ...{ serverGroup: 'lab-control', serverGroupPolicy: 'soft-anti-affinity', allowedAddresses: ['10.20.0.5'] },
    volumes: [{ name: 'data', gibibytes: 50, type: 'fast' }],
  });
});

test('volumes are rounded up to what the cloud sells', () => {
  const volumes = [{ name: 'data', size: Size.mebibytes(1025) }];

  expect(Machine.openStack(server).specOf({ ...host, volumes })).toMatchObject({ volumes: [{ gibibytes: 2 }] });
});

test('user data is what Nova takes once it is base64', () => {
  const { userDataLimit = 0 } = Machine.openStack(server);

  expect(Buffer.alloc(userDataLimit).toString('base64').length).toBeLessThanOrEqual(65_535);
  expect(Buffer.alloc(userDataLimit + 1).toString('base64').length).toBeGreaterThan(65_535);
});

test.each<[ExistingMachineProps, string]>([
  [{ sshUser: 'Root' }, 'sshUser is "Root". Write the name of a user, such as "core".'],
  [{ sshPort: 0 }, 'sshPort is 0. Write a port from 1 to 65535.'],
  [{ sshPort: 22.5 }, 'sshPort is 22.5. Write a port from 1 to 65535.'],
  [
    { sshAddresses: { a: 'root@10.0.0.1' } },
    'sshAddresses says "root@10.0.0.1" for "a". Write an address or a name of DNS, without user and port.',
  ],
  [
    { sshUser: '', sshPort: -1 },
    'sshUser is "". sshPort is -1. Write the name of a user, such as "core". Write a port from 1 to 65535.',
  ],
])('existing machines with %j are refused', (props, message) => {
  expect(refusal(() => Machine.existing(props))).toBe(`invalid-value: ${message}`);
});

test.each<[object, string]>([
  [
    { flavor: '', image: ' x' },
    'invalid-value: flavor is "". image is " x". Write its name as the cloud shows it, not empty and without spaces around it.',
  ],
  [
    { capacity: { cpus: 0, memory: Size.gibibytes(1) } },
    'invalid-value: capacity.cpus is 0. Write how many processors the flavor has.',
  ],
  [
    { serverGroupPolicy: 'affinity' },
    'choice-unknown: serverGroupPolicy is "affinity"; it may be "anti-affinity" or "soft-anti-affinity". Write one of "anti-affinity", "soft-anti-affinity".',
  ],
])('servers with %j are refused', (props, message) => {
  expect(refusal(() => Machine.openStack({ ...server, ...props }))).toBe(message);
});

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof PlinthError)
      return error.findings.map(({ code, detail, fix }) => `${code}: ${detail} ${fix}`).join('\n');
    throw error;
  }
  return '';
}
