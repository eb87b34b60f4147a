import { App, Size } from 'cdk8s';
import { synthesizeTree } from '../../../lib/assembly';
import { Environment } from '../../../lib/constructs/base';
import { HostPool } from '../../../lib/constructs/hosts';
import {
  Machine,
  MachineBackend,
  type ExistingMachineProps,
  type OpenStackMachineProps,
  type S3BackendProps,
} from '../../../lib/constructs/machines';
import { poolProps } from '../hosts/layer';

type Declare = (lab: Environment) => unknown;

/** All that follows from a declaration: data and findings. */
function outcome(declare: Declare): string {
  const environment = new Environment(new App(), 'lab');
  declare(environment);
  const { assembly, findings } = synthesizeTree(environment, { sourceRoot: '' });
  return JSON.stringify([assembly, findings.map(({ code, detail }) => [code, detail])]);
}

const on =
  (machine: Machine): Declare =>
  (lab) =>
    new HostPool(lab, 'control', { ...poolProps, volumes: { data: Size.gibibytes(10) }, machine });
const existing = (props: ExistingMachineProps): Declare => on(Machine.existing(props));
const names = { flavor: 'm1.large', image: 'fcos-43', network: 'nodes', subnet: 'nodes-v4' };
const server = (props: Partial<OpenStackMachineProps>): Declare => on(Machine.openStack({ ...names, ...props }));
const s3 =
  (props: Partial<S3BackendProps>): Declare =>
  (lab) =>
    MachineBackend.s3(lab, 'state', { bucket: 'state', region: 'eu-1', ...props });

const cases: Readonly<Record<string, readonly [without: Declare, given: Declare]>> = {
  'existing sshUser': [existing({}), existing({ sshUser: 'core' })],
  'existing sshPort': [existing({}), existing({ sshPort: 2222 })],
  'existing sshAddresses': [existing({}), existing({ sshAddresses: { 'control-1': '192.0.2.1' } })],
  'openStack flavor': [server({}), server({ flavor: 'm2' })],
  'openStack image': [server({}), server({ image: 'other' })],
  'openStack network': [server({}), server({ network: 'other' })],
  'openStack subnet': [server({}), server({ subnet: 'other' })],
  'openStack volumeType': [server({}), server({ volumeType: 'fast' })],
  'openStack serverGroupPolicy': [server({}), server({ serverGroupPolicy: 'anti-affinity' })],
  'openStack capacity.cpus': [server({}), server({ capacity: { cpus: 4, memory: Size.gibibytes(8) } })],
  'openStack capacity.memory': [
    server({ capacity: { cpus: 4, memory: Size.gibibytes(8) } }),
    server({ capacity: { cpus: 4, memory: Size.gibibytes(16) } }),
  ],
  's3 bucket': [s3({}), s3({ bucket: 'other' })],
  's3 key': [s3({}), s3({ key: 'other' })],
  's3 region': [s3({}), s3({ region: 'other' })],
  's3 endpoint': [s3({}), s3({ endpoint: 'https://s3.example.com' })],
};

test.each(Object.entries(cases))('%s makes a difference', (_, [without, given]) => {
  expect(outcome(given)).not.toBe(outcome(without));
});
