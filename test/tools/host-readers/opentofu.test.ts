import { upstream } from '../../../tools/upstream';
import { inFolder } from './in-folder';
import { tofuTest, tofuValidate } from './opentofu';

jest.setTimeout(1_800_000);
beforeAll(async () => {
  await upstream('opentofu');
  await upstream('openstack-provider');
});

const workers = `terraform {
  required_providers {
    openstack = {
      source  = "terraform-provider-openstack/openstack"
      version = "~> 3.4"
    }
  }
  backend "s3" {
    bucket = "state"
    key    = "prod"
    region = "none"
  }
}

resource "openstack_compute_instance_v2" "worker" {
  count       = 2
  name        = "w-\${count.index + 1}"
  flavor_name = "small"
  image_name  = "linux"
  network {
    name = "nodes"
  }
}
`;

const mocked = `mock_provider "openstack" {}

run "names" {
  command = plan
  assert {
    condition     = openstack_compute_instance_v2.worker[1].name == "w-2"
    error_message = "The second worker is \${openstack_compute_instance_v2.worker[1].name}."
  }
}
`;

const validate = (text: string): Promise<readonly string[]> => inFolder({ 'main.tf': text }, tofuValidate);
const plan = (text: string, test: string): Promise<readonly string[]> =>
  inFolder({ 'main.tf': text }, (folder) => tofuTest(folder, test));

test('a module is accepted, and plans without a cloud', async () => {
  expect(await validate(workers)).toEqual([]);
  expect(await plan(workers, mocked)).toEqual([]);
});

test.each([
  [
    'flavor_name',
    'flavour_name',
    'main.tf:18: error: Unsupported argument: An argument named "flavour_name" is not expected here. Did you mean "flavor_name"?',
  ],
  [
    '"small"',
    '["small"]',
    'main.tf:18: error: Incorrect attribute value type: Inappropriate value for attribute "flavor_name": string required, but have tuple.',
  ],
  [
    'instance_v2',
    'instance_v9',
    'main.tf:15: error: Invalid resource type: The provider terraform-provider-openstack/openstack does not support resource type "openstack_compute_instance_v9". Did you mean "openstack_compute_instance_v2"?',
  ],
  ['count.index', 'cuont.index', 'main.tf:17: error: Reference to undeclared resource'],
])('%s as %s is refused', async (good, bad, problem) => {
  expect((await validate(workers.replace(good, bad))).join('\n')).toContain(problem);
});

test.each([
  ['~> 3.4', '~> 3.5', 'no available releases match the given constraints ~> 3.5'],
  ['backend "s3" {', 'backend "s3" {{', 'main.tf line 8'],
])('%s as %s is refused before the provider is asked', async (good, bad, problem) => {
  expect((await validate(workers.replace(good, bad))).join('\n')).toContain(problem);
});

test('a version of OpenTofu is required in *.tofu only', async () => {
  const required = 'terraform {\n  required_version = ">= 9.0.0"\n}\n';
  expect(await inFolder({ 'versions.tf': required }, tofuValidate)).toEqual([]);
  expect((await inFolder({ 'versions.tofu': required }, tofuValidate)).join('\n')).toContain(
    'This module is not compatible with OpenTofu v1.12.6.',
  );
});

test('a run that fails is a problem, and so is a test without one', async () => {
  expect(await plan(workers.replace('w-', 'worker-'), mocked)).toEqual([
    'plinth.tftest.hcl:6: error: Test assertion failed: The second worker is worker-2.',
  ]);
  expect(await plan(workers, 'mock_provider "openstack" {}\n')).toEqual(['no run of the test was passed']);
  expect((await plan(workers, mocked.replace('mock_provider', 'mok_provider'))).join('\n')).toContain(
    'Unsupported block type',
  );
});

test('a folder without a module is an error', async () => {
  await expect(inFolder({ 'readme.txt': '' }, tofuValidate)).rejects.toThrow('There is no module (*.tf, *.tofu) in "');
});
