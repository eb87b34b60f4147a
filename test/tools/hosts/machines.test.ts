import { renderDist, resourcesOf } from '../../../lib/assembly';
import { upstream } from '../../../tools/upstream';
import { inFolder } from '../host-readers/in-folder';
import { tofuTest, tofuValidate } from '../host-readers/opentofu';
import { everyEnvironment } from './environments';

jest.setTimeout(1_800_000);
beforeAll(async () => {
  await upstream('opentofu');
  await upstream('openstack-provider');
});

/** The module of every environment with servers, and their names; once for all minors that have the same. */
const modules = [
  ...new Map(
    everyEnvironment().flatMap(({ assembly }) => {
      const { name } = assembly.environment;
      const main = renderDist([assembly]).get(`${name}/machines/main.tf.json`);
      return main === undefined ? [] : [[main, { name, main, assembly }] as const];
    }),
  ).values(),
].map(({ name, main, assembly }) => {
  const servers = resourcesOf(assembly, 'machine')
    .filter(({ spec }) => spec.kind === 'openstack')
    .map(({ id }) => id.slice(id.lastIndexOf('/') + 1));
  return [name, main, servers] as const;
});

/** What decides whether a server is made anew. */
function decisive(server: string): string {
  const instance = `openstack_compute_instance_v2.${server}`;
  return `[${instance}.user_data, ${instance}.image_name]`;
}

/** Applies once, then plans with other documents and another image: what a server would get is what it has. */
function twice(servers: readonly string[]): string {
  const asserts = servers.map(
    (server) => `  assert {
    condition     = jsonencode(${decisive(server)}) == jsonencode(var.given["${server}"])
    error_message = "The server ${server} would be replaced."
  }`,
  );
  return `mock_provider "openstack" {}

run "first" {
  command = apply
}

run "again" {
  command = plan
  variables {
    boot  = "after"
    image = "another"
    given = run.first.given
  }
${asserts.join('\n')}
}
`;
}

/** The image as a variable, and what servers were given, for a later run. */
function besides(servers: readonly string[]): string {
  const given = servers.map((server) => `    "${server}" = ${decisive(server)}`);
  return `variable "image" {
  default = "first"
}

variable "given" {
  default = {}
}

output "given" {
  value = {
${given.join('\n')}
  }
}
`;
}

function replanned(main: string, servers: readonly string[]): Promise<readonly string[]> {
  const testable = main
    // What is destroyed after the test must not be protected.
    .replaceAll('"prevent_destroy": true', '"prevent_destroy": false')
    .replaceAll(/"image_name": "[^"]+"/g, '"image_name": "${var.image}"')
    .replace(/"default": "[^"]*\/boot"/, '"default": "before"');
  const documents = servers.flatMap((server) =>
    ['before', 'after'].map((when) => [`${when}/${server}.ign`, `{"when":"${when}"}`] as const),
  );
  const files = { 'main.tf.json': testable, 'besides.tf': besides(servers), ...Object.fromEntries(documents) };
  return inFolder(files, (folder) => tofuTest(folder, twice(servers)));
}

test('every environment with servers has a module', () => {
  expect(modules.map(([name, , servers]) => [name, servers.length])).toEqual([['lab', 5]]);
});

describe.each(modules)('%s', (_, main, servers) => {
  test('OpenTofu with the provider of OpenStack takes the module', async () => {
    expect(await inFolder({ 'main.tf.json': main }, tofuValidate)).toEqual([]);
  });

  test('other boot documents and another image replace no server', async () => {
    expect(await replanned(main, servers)).toEqual([]);
  });

  test.each(['user_data', 'image_name'])('without our care for %s every server would be replaced', async (ignored) => {
    const careless = main.replaceAll(new RegExp(`^ *"${ignored}",?\\n`, 'gm'), '').replaceAll(/,(?=\s*\])/g, '');

    expect(careless).not.toBe(main);
    const problems = await replanned(careless, servers);
    for (const server of servers) expect(problems.join('\n')).toContain(`The server ${server} would be replaced.`);
  });
});
