import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Assembly } from '../../lib/assembly';
import { claimDesk, connect, credentialsOf } from '../../lib/apply';
import { bed, staging } from './environments';
import { FakeWorld } from './fake-world';

let world: FakeWorld;
beforeEach(() => (world = new FakeWorld()));
afterEach(() => {
  world.remove();
});

const at = (...path: readonly string[]): string => join(world.folder, 'desk', ...path);

/** The environment with other addresses of its hosts: 10.88.0.11 becomes 192.0.2.11. */
function elsewhere(assembly: Assembly, isMoved: (host: string) => boolean = () => true): Assembly {
  const resources = Object.entries(assembly.resources).map(([id, one]) => {
    if (one.kind !== 'host' || !isMoved(one.id)) return [id, one] as const;
    return [id, { ...one, spec: { ...one.spec, address: one.spec.address.replace('10.88.0.', '192.0.2.') } }] as const;
  });
  return { ...assembly, resources: Object.fromEntries(resources) };
}

async function claimed(assembly: Assembly): Promise<void> {
  const connection = await connect(assembly, world.run, { desk: at() });
  claimDesk(connection.desk, connection.origin);
  await connection.close();
}

test('two environments of one name do not share a desk', async () => {
  await claimed(bed());

  await expect(claimed(elsewhere(bed()))).rejects.toThrow(
    [
      'desk-of-another: the desk is kept for another environment of this name',
      `  why  The desk ${at()} is kept for "bed" (host 10.88.0.11, host 10.88.0.12, host 10.88.0.13 and 2 more), and this is "bed" (host 192.0.2.11, host 192.0.2.12, host 192.0.2.13 and 2 more): they have nothing in common.`,
      `  fix  Keep this environment on a desk of its own: --desk FOLDER. If it is the same one, and all of this is new: rm ${at('origin.json')}`,
    ].join('\n'),
  );
});

test('one whose hosts come and go while its install is not finished keeps its desk', async () => {
  await claimed(bed());
  await claimed(elsewhere(bed(), (host) => !host.includes('worker-1')));

  await claimed(elsewhere(bed()));

  expect(JSON.parse(readFileSync(at('origin.json'), 'utf8'))).toMatchObject({
    environment: 'bed',
    marks: expect.arrayContaining(['host 192.0.2.11', 'host 192.0.2.21']),
  });
});

test('to ask hosts does not bind a desk: an address may be mistyped', async () => {
  await (await connect(elsewhere(bed()), world.run, { desk: at() })).close();

  await claimed(bed());

  expect(existsSync(at('origin.json'))).toBe(true);
});

test('to keep the credentials of its cluster there does', async () => {
  const connection = await connect(bed(), world.run, { desk: at() });
  world.write('control-1', 'admin.conf', 'CONF');

  await credentialsOf(connection);

  await connection.close();
  await expect(connect(elsewhere(bed()), world.run, { desk: at() })).rejects.toThrow(/^desk-of-another: /);
});

test.each([
  ['that does not say whose it is', undefined],
  ['whose word for it was cut', '{"env'],
])('a desk %s is taken as it is', async (_name, text) => {
  mkdirSync(at(), { recursive: true });
  if (text !== undefined) writeFileSync(at('origin.json'), text);

  await claimed(bed());

  await expect(claimed(elsewhere(bed()))).rejects.toThrow(/^desk-of-another: /);
});

test('what one run finds free another may have taken since: it is asked again when the desk is claimed', async () => {
  const connection = await connect(elsewhere(bed()), world.run, { desk: at() });
  await claimed(bed());

  expect(() => {
    claimDesk(connection.desk, connection.origin);
  }).toThrow(/^desk-of-another: /);
  await connection.close();
});

describe('a tenant is known by its cluster', () => {
  const credentials = (server: string, authority?: string): void => {
    const cluster = { server, ...(authority !== undefined && { 'certificate-authority-data': authority }) };
    const output = JSON.stringify({ kind: 'Config', clusters: [{ name: 'one', cluster }] });
    world.program('kubectl', () => ({ output }));
  };

  test('another API server is another environment', async () => {
    credentials('https://10.0.0.1:6443');
    await claimed(staging());
    credentials('https://10.0.0.2:6443');

    await expect(claimed(staging())).rejects.toThrow(
      /is kept for "staging" \(API server https:\/\/10\.0\.0\.1:6443\), and this is "staging" \(API server https:\/\/10\.0\.0\.2:6443\)/,
    );
  });

  test('the same one with new credentials, or at another address with its authority, is not', async () => {
    credentials('https://10.0.0.1:6443', 'QQ==');
    await claimed(staging());
    credentials('https://10.0.0.2:6443', 'QQ==');
    await claimed(staging());
    credentials('https://10.0.0.2:6443', 'Qg==');

    await claimed(staging());
  });
});
