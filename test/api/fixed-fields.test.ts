import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../lib/assembly';
import { fixedByKind, fixedChanges, groupKind } from '../../lib/plan/objects/fixed-fields';
import type { Outcome } from '../tools/run';
import { apiServerForTests, startApiServer } from './api-server';
import { fixedCases, namespace, type FixedCase } from './fixed-fields';
import { apply } from './manifests';
import { planted } from './planted-faults';

// The first run builds all of Kubernetes.
jest.setTimeout(1_800_000);

const server = apiServerForTests(() => startApiServer(join(__dirname, '../../dist/bed')));

beforeAll(async () => {
  const own = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  expect(await offer([own, ...fixedCases.map(({ object }) => object)])).toMatchObject({ status: 0 });
  for (const { object, status } of fixedCases) if (status) await writeStatus(object, status);
});

test('every kind that has fixed fields is shown, and no other', () => {
  const kinds = new Set(fixedCases.map(({ object }) => groupKind(object)));

  expect([...kinds].sort()).toEqual(Object.keys(fixedByKind).sort());
});

test.each(Object.entries(fixedByKind))('every field that the table names of %s is shown', (kind, fields) => {
  const cases = fixedCases.filter(({ object }) => groupKind(object) === kind);
  const free = cases.flatMap((one) => one.free.flatMap((changes) => Object.keys(changes)));
  const shown = cases.flatMap(({ fixed }) => Object.keys(fixed));
  const whole = fields.filter(({ but }) => !but).map(({ path }) => path.join('.'));
  const below = fields.flatMap(({ path, but = [] }) => but.map((name) => [...path, name].join('.')));
  const said = fields.flatMap(({ defaults = {} }) => Object.keys(defaults));

  expect(shown).toEqual(expect.arrayContaining(whole));
  // Also to say a default aloud is free.
  expect(free).toEqual(expect.arrayContaining([...below, ...said]));
});

describe.each(fixedCases)('$what, deployed', (one) => {
  const { object, free } = one;

  test.each(Object.entries(one.fixed))(
    '%s cannot be changed: the server and the table say so',
    async (field, value) => {
      const changed = withChanges(object, { [field]: value });
      const answer = await offer([changed], '--dry-run=server');

      expect(answer.status).toBe(1);
      expect(answer.stderr).toMatch(/field is immutable|Forbidden|cannot change/);
      expect(answer.stderr).toContain(one.refusal ?? `${field}: `);
      expect(fixedChanges(object, changed)).toEqual([field]);
      // It is the change that is refused, not what it comes to.
      expect(await offer([renamed(changed)], '--dry-run=server')).toMatchObject({ status: 0 });
    },
  );

  test.each(named(free))('%s can be: the server takes it, and the table names nothing', async (_, changes) => {
    const changed = withChanges(object, changes);

    expect(await offer([changed], '--dry-run=server')).toMatchObject({ status: 0 });
    expect(fixedChanges(object, changed)).toEqual([]);
  });
});

function named(free: FixedCase['free']): readonly (readonly [string, FixedCase['fixed']])[] {
  return free.map((changes) => [Object.keys(changes).join(' with '), changes]);
}

function withChanges(object: Manifest, changes: FixedCase['fixed']): Manifest {
  return Object.entries(changes).reduce(
    (all, [field, value]) => planted(all, `/${field.replaceAll('.', '/')}`, value),
    object,
  );
}

function renamed(object: Manifest): Manifest {
  return { ...object, metadata: { ...object.metadata, name: 'another' } };
}

function offer(items: readonly unknown[], ...flags: readonly string[]): Promise<Outcome> {
  const file = join(server().folder, 'objects.json');
  writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  return server().kubectl([...apply, ...flags, '-f', file]);
}

async function writeStatus({ kind, metadata }: Manifest, status: unknown): Promise<void> {
  const patch = ['--subresource=status', '--type=merge', `--patch=${JSON.stringify({ status })}`];
  const answer = await server().kubectl(['patch', kind, metadata.name, `--namespace=${namespace}`, ...patch]);
  expect(answer).toMatchObject({ status: 0 });
}
