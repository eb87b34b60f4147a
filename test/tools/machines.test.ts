import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootDocuments, renderDist, type Assembly } from '../../lib/assembly';
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

/** The module with the boot documents beside it, in folders of their own for before and after. */
function inModule<T>(assembly: Assembly, run: (folder: string) => Promise<T>, after = assembly): Promise<T> {
  const main = renderDist([assembly]).get('lab/machines/main.tf.json') ?? '';
  return inFolder({ 'main.tf.json': main }, (folder) => {
    for (const [name, one] of [
      ['before', assembly],
      ['after', after],
    ] as const) {
      mkdirSync(join(folder, name));
      for (const [document, text] of bootDocuments(one)) writeFileSync(join(folder, name, document), text);
    }
    return run(folder);
  });
}

test.each([
  ['no backend', undefined],
  ['local', { path: '../state/machines.tfstate' }],
  ['s3', { bucket: 'state', key: 'lab/machines.tfstate', region: 'eu-1', endpoint: 'https://s3.example.com' }],
  ['http', { address: 'https://state.example.com/lab' }],
  ['pg', { schema_name: 'lab' }],
] as const)('OpenTofu with the provider of OpenStack takes the machines (%s)', async (kind, settings) => {
  const backend = settings && kind !== 'no backend' ? [layer('machine-backend', 'backend', { kind, settings })] : [];

  expect(await inModule(openStack(...backend), tofuValidate)).toEqual([]);
});

test('it refuses them with a planted fault', async () => {
  const main = renderDist([openStack()]).get('lab/machines/main.tf.json') ?? '';

  const faulty = main.replace('"allowed_address_pairs"', '"allowed_addresses"');
  expect((await inFolder({ 'main.tf.json': faulty }, tofuValidate)).join('\n')).toContain('allowed_addresses');
});

/** Applies with the documents of one folder, then again with those of another, and compares the servers' identities. */
const twice = (after: string): string => `mock_provider "openstack" {}

run "first" {
  command = apply
  variables { boot = "before" }
}

run "again" {
  command = apply
  variables { boot = ${JSON.stringify(after)} }
  assert {
    condition     = openstack_compute_instance_v2.control-2.id == run.first.server
    error_message = "The server was replaced."
  }
}

output "server" { value = "x" }
`;

test('a changed boot document replaces no server', async () => {
  const changed = openStack(file('/etc/issue', 'changed\n'));
  const problems = await inModule(openStack(), (folder) => tofuTest(folder, twice('after')), changed);

  expect(problems).toEqual([]);
});
