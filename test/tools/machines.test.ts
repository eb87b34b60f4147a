import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootDocuments, renderDist, type Assembly, type MachineBackendSpec } from '../../lib/assembly';
import { upstream } from '../../tools/upstream';
import { file, layer } from '../assembly/hosts/hosts-assembly';
import { openStack } from '../assembly/machines/openstack';
import { inFolder } from './host-readers/in-folder';
import { tofuTest, tofuValidate } from './host-readers/opentofu';

jest.setTimeout(1_800_000);
beforeAll(async () => {
  await upstream('opentofu');
  await upstream('openstack-provider');
});

function mainOf(assembly: Assembly): string {
  return renderDist([assembly]).get('lab/machines/main.tf.json') ?? '';
}

/** What the server was given, for a later run. */
const output = `variable "given" {
  default = ""
}

output "given" {
  value = openstack_compute_instance_v2.control-2.user_data
}
`;

/** A module with boot documents beside it, in folders of their own for before and after. */
function inModule<T>(main: string, run: (folder: string) => Promise<T>, after = openStack()): Promise<T> {
  return inFolder({ 'main.tf.json': main, 'output.tf': output }, (folder) => {
    for (const [name, assembly] of [
      ['before', openStack()],
      ['after', after],
    ] as const) {
      mkdirSync(join(folder, name));
      for (const [document, text] of bootDocuments(assembly)) writeFileSync(join(folder, name, document), text);
    }
    return run(folder);
  });
}

const backends: readonly (readonly [name: string, backend: MachineBackendSpec | undefined])[] = [
  ['no backend', undefined],
  ['local', { kind: 'local', settings: { path: '../state/machines.tfstate' } }],
  [
    's3 that is not Amazon',
    {
      kind: 's3',
      settings: { bucket: 'state', key: 'lab.tfstate', region: 'eu-1', endpoint: 'https://s3.example.com' },
    },
  ],
  ['http', { kind: 'http', settings: { address: 'https://state.example.com/lab' } }],
  ['pg', { kind: 'pg', settings: { schema_name: 'lab' } }],
];

test.each(backends)('OpenTofu with the provider of OpenStack takes the machines (%s)', async (_, backend) => {
  const more = backend ? [layer('machine-backend', 'backend', backend)] : [];

  expect(await inModule(mainOf(openStack(...more)), tofuValidate)).toEqual([]);
});

test('it refuses them with a planted fault', async () => {
  const faulty = mainOf(openStack()).replace('"allowed_address_pairs"', '"allowed_addresses"');
  expect((await inFolder({ 'main.tf.json': faulty }, tofuValidate)).join('\n')).toContain('allowed_addresses');
});

/** Applies with some documents, then again with others: what would be changed differs from what is there. */
const twice = `mock_provider "openstack" {}

run "first" {
  command = apply
  variables {
    boot = "before"
  }
}

run "again" {
  command = plan
  variables {
    boot  = "after"
    given = run.first.given
  }
  assert {
    condition     = openstack_compute_instance_v2.control-2.user_data == var.given
    error_message = "The server would get another document, and for that it is replaced."
  }
}
`;

test('a changed boot document replaces no server; without our care it would', async () => {
  const changed = openStack(file('/etc/issue', 'changed\n'));
  // What is destroyed after the test must not be protected.
  const main = mainOf(openStack()).replaceAll(/"prevent_destroy": true/g, '"prevent_destroy": false');
  const careless = main.replaceAll('"user_data",', '');

  expect(careless).not.toBe(main);
  expect([...bootDocuments(changed)]).not.toEqual([...bootDocuments(openStack())]);
  expect(await inModule(main, (folder) => tofuTest(folder, twice), changed)).toEqual([]);
  expect((await inModule(careless, (folder) => tofuTest(folder, twice), changed)).join('\n')).toContain(
    'The server would get another document',
  );
});
