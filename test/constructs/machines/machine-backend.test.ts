import { App } from 'cdk8s';
import { resourcesOf, synthesizeTree, type MachineBackendSpec } from '../../../lib/assembly';
import { Environment } from '../../../lib/constructs/base';
import { MachineBackend } from '../../../lib/constructs/machines';

type Declare = (environment: Environment) => unknown;

function synthesized(declare: Declare): ReturnType<typeof synthesizeTree> {
  const environment = new Environment(new App(), 'lab');
  declare(environment);
  return synthesizeTree(environment, { sourceRoot: '' });
}

function messagesOf(declare: Declare): readonly string[] {
  return synthesized(declare)
    .findings.filter(({ code }) => code !== 'cluster-missing')
    .map(({ code, detail, fix }) => `${code}: ${detail} ${fix}`);
}

const s3 = { bucket: 'state', region: 'eu-1' };

test.each<[Declare, MachineBackendSpec]>([
  [(lab) => MachineBackend.local(lab, 'state'), { kind: 'local', settings: {} }],
  [(lab) => MachineBackend.local(lab, 'state', { path: '../x' }), { kind: 'local', settings: { path: '../x' } }],
  [(lab) => MachineBackend.s3(lab, 'state', s3), { kind: 's3', settings: { ...s3, key: 'lab/machines.tfstate' } }],
  [
    (lab) => MachineBackend.s3(lab, 'state', { ...s3, key: 'k', endpoint: 'https://s3.example.com' }),
    { kind: 's3', settings: { ...s3, key: 'k', endpoint: 'https://s3.example.com' } },
  ],
  [
    (lab) => MachineBackend.http(lab, 'state', { address: 'https://a/x', lockAddress: 'https://a/lock' }),
    {
      kind: 'http',
      settings: { address: 'https://a/x', lock_address: 'https://a/lock', unlock_address: 'https://a/lock' },
    },
  ],
  [(lab) => MachineBackend.pg(lab, 'state'), { kind: 'pg', settings: {} }],
  [(lab) => MachineBackend.pg(lab, 'state', { schema: 'lab' }), { kind: 'pg', settings: { schema_name: 'lab' } }],
])('%s', (declare, spec) => {
  const [backend, ...more] = resourcesOf(synthesized(declare).assembly, 'machine-backend');

  expect(backend?.spec).toEqual(spec);
  expect(more).toEqual([]);
});

test.each<[Declare, string]>([
  [
    (lab) => MachineBackend.s3(lab, 'state', { ...s3, bucket: '' }),
    'backend-invalid: bucket is "". Write a text that is not empty and has no spaces around it.',
  ],
  [
    (lab) => MachineBackend.http(lab, 'state', { address: 'ftp://a' }),
    'backend-invalid: address is "ftp://a". Write a URL, such as "https://state.example.com".',
  ],
])('%s is told', (declare, message) => {
  expect(messagesOf(declare)).toEqual([message]);
});

test('a password in an address is told, and not shown', () => {
  const [message = ''] = messagesOf((lab) =>
    MachineBackend.http(lab, 'state', { address: 'https://ada:canary@state.example.com/lab' }),
  );

  expect(message).toContain('address holds a user or password for state.example.com');
  expect(message).not.toContain('canary');
});

test('two backends in one environment are in each other’s way', () => {
  const found = messagesOf((lab) => {
    MachineBackend.local(lab, 'one');
    MachineBackend.pg(lab, 'two');
  });

  expect(found.join('\n')).toMatch(
    /^resource-conflict: "_hosts\/plinth\/machine-backend\/backend" has kind "local" at .*, and "pg" at /,
  );
});
