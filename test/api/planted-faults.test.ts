import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../tools/run';
import { apiServerForTests, startApiServer } from './api-server';
import { writeGallery } from './gallery';
import { apply, applyCluster, manifestsIn, type Manifest } from './manifests';
import { planted, plantedFaults } from './planted-faults';

// The first run builds all of Kubernetes.
jest.setTimeout(1_800_000);

const dist = join(__dirname, '../../dist');
const folders = readdirSync(dist, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const written = folders.map(({ name }) => join(dist, name));

let gallery: ReturnType<typeof writeGallery> | undefined;
/** An object of each kind, out of dist/ where it has one. */
let examples: ReadonlyMap<string, Manifest> = new Map();

const server = apiServerForTests(() => {
  gallery = writeGallery();
  const objects = [...written, gallery.environment].flatMap(manifestsIn).reverse();
  examples = new Map(objects.map((object) => [object.kind, object]));
  return startApiServer(gallery.environment);
});

beforeAll(async () => {
  const own = gallery ? [gallery.environment] : [];
  for (const environment of [...written, ...own])
    expect(await applyCluster(server(), environment)).toMatchObject({ status: 0 });
});

afterAll(() => {
  if (gallery) rmSync(gallery.folder, { recursive: true });
});

test('each kind that occurs has planted faults, and no other', () => {
  expect(Object.keys(plantedFaults)).toEqual([...examples.keys()].sort());
});

describe.each(Object.entries(plantedFaults))('%s', (kind, { unknownField, invalid }) => {
  test('an object without a fault is taken', async () => {
    expect(await dryRun(examples.get(kind))).toMatchObject({ status: 0 });
  });

  test(`${unknownField} is no field`, async () => {
    const field = unknownField.split('/').at(-1) ?? '';
    const answer = await dryRun(planted(examples.get(kind), unknownField, 'x'));

    expect(answer.status).toBe(1);
    expect(answer.stderr).toContain(`.${field}: field not declared in schema`);
  });

  test(`${invalid.named} has no such value`, async () => {
    const answer = await dryRun(planted(examples.get(kind), invalid.at, invalid.value));

    expect(answer.status).toBe(1);
    expect(answer.stderr).toContain(`${invalid.named}: `);
  });
});

test('a rule of a definition that is written in CEL holds', async () => {
  const gateway = planted(examples.get('Gateway'), '/spec/listeners/0/tls', { mode: 'Terminate' });
  const answer = await dryRun(gateway);

  expect(answer.status).toBe(1);
  expect(answer.stderr).toContain('spec.listeners: Invalid value: tls must not be specified for protocols');
});

async function dryRun(object: Manifest | undefined): Promise<Outcome> {
  const file = join(server().folder, 'object.json');
  writeFileSync(file, JSON.stringify(object));
  return server().kubectl([...apply, '--dry-run=server', '-f', file]);
}
