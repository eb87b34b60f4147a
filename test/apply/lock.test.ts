import { connect, lockOf, type Connection, type Holder } from '../../lib/apply';
import { join } from 'node:path';
import { takeScript } from '../../lib/apply/lock/lock-script';
import { bed, staging } from './environments';
import { FakeWorld } from './fake-world';

let world: FakeWorld;
let connection: Connection;
beforeEach(async () => {
  world = new FakeWorld();
  connection = await connect(bed(), world.run, { desk: join(world.folder, 'desk') });
});
afterEach(async () => {
  await connection.close();
  world.remove();
});

const holder = (desk: string, run: string): Holder => ({
  ...{ environment: 'bed', desk, run, by: `it's "${desk}"@laptop`, since: '2026-01-01T00:00:00Z', to: '0123456789' },
});

test('the lock is on every control host, with who holds it, and nowhere else', async () => {
  const lock = lockOf(connection);
  const own = holder('one', 'r1');

  await lock.take(own);

  expect(await lock.holders()).toMatchObject(
    ['control-1', 'control-2', 'control-3'].map((where) => ({ where, holder: own })),
  );
  expect(world.list('worker-1')).toEqual([]);
  expect(await lock.release('r1')).toEqual([]);
  expect(await lock.holders()).toEqual([]);
});

test('another desk is refused, the same one takes it over', async () => {
  const lock = lockOf(connection);
  await lock.take(holder('one', 'r1'));

  await expect(lock.take(holder('two', 'r2'))).rejects.toThrow('lock-held');
  expect(await lock.holders()).toHaveLength(3);
  await lock.take(holder('one', 'r3'));

  expect((await lock.holders()).map(({ holder: { run } }) => run)).toEqual(['r3', 'r3', 'r3']);
});

test('who has lost the lock cannot release it from under the next', async () => {
  const lock = lockOf(connection);
  await lock.take(holder('two', 'r2'));

  expect(await lock.release('r1')).toEqual([]);

  expect(await lock.holders()).toHaveLength(3);
});

test('what cannot be read is held by somebody unknown', async () => {
  world.write('control-1', 'lock/holder', '{"desk":"ha');

  await expect(lockOf(connection).take(holder('one', 'r1'))).rejects.toThrow(
    'control-1 is locked by unknown, since unknown, to bring unknown (run unknown).',
  );
});

test.each([
  ['empty', ''],
  ['cut', '{"desk":"ha'],
  ['no text', '\u00ff\u0000'],
])('a lock that is %s can be taken away', async (_name, text) => {
  world.write('control-1', 'lock/holder', text);
  const lock = lockOf(connection);
  const found = await lock.holders();
  expect(found).toMatchObject([{ where: 'control-1', holder: { run: 'unknown' } }]);

  await lock.remove(found);

  expect(await lock.holders()).toEqual([]);
  await lock.take(holder('one', 'r1'));
});

test('whoever took the lock since it was seen keeps it', async () => {
  world.write('control-1', 'lock/holder', '');
  const lock = lockOf(connection);
  const found = await lock.holders();
  world.write('control-1', 'lock/holder', JSON.stringify(holder('two', 'r2')));

  await lock.remove(found);

  expect(await lock.holders()).toMatchObject([{ where: 'control-1', holder: { run: 'r2' } }]);
});

test('the name of the holder is on the disk before the lock is there', () => {
  const lines = takeScript(holder('one', 'r1')).split('\n');
  const at = (start: string): number => lines.findIndex((line) => line.startsWith(start));

  expect(at('printf')).toBeGreaterThan(0);
  expect(at('sync "$new"')).toBe(at('printf') + 1);
  expect(at('if ln "$new"')).toBe(at('sync') + 1);
});

test('a host that does not answer keeps the lock from being taken, and those that were are given back', async () => {
  world.ssh('control-3', { exitCode: 255, errors: 'ssh: connect to host 10.88.0.13 port 22: Connection refused\r\n' });
  const lock = lockOf(connection);

  await expect(lock.take(holder('one', 'r1'))).rejects.toThrow(/^host-unreachable: .*Connection refused/s);

  expect(world.list('control-1')).toEqual([]);
  world.ssh('control-3', undefined);
  await lock.take(holder('one', 'r1'));
  world.ssh('control-3', { exitCode: 255, errors: 'Connection timed out' });
  expect(await lock.release('r1')).toEqual(['control-3']);
});

test('a full disk on a host is told as what it is', async () => {
  world.ssh('control-2', { exitCode: 1, errors: 'sh: 5: printf: I/O error\nsh: write error: No space left on device' });

  await expect(lockOf(connection).take(holder('one', 'r1'))).rejects.toThrow(
    /^disk-full: .*\n {2}why {2}On control-2 \(root@10\.88\.0\.12 port 22\) there is no space left: .*\n {2}fix {2}Make room below \/var on that host, and apply again/,
  );
  expect(world.list('control-1')).toEqual([]);
});

describe('a tenant has its lock in the cluster', () => {
  let tenant: Connection;
  let kept: string | undefined;
  beforeEach(async () => {
    kept = undefined;
    world.program('kubectl', ({ args }) => {
      if (args.includes('create')) {
        if (kept !== undefined) return { exitCode: 1, errors: 'AlreadyExists' };
        kept = args.find((word) => word.startsWith('--from-literal=holder='))?.slice('--from-literal=holder='.length);
      }
      if (args.includes('delete')) kept = undefined;
      if (!args.includes('get')) return {};
      return { output: kept === undefined ? '' : JSON.stringify({ data: { holder: kept } }) };
    });
    tenant = await connect(staging(), world.run, { desk: join(world.folder, 'tenant') });
  });
  afterEach(() => tenant.close());

  test('which one desk has and no other, until it gives it back', async () => {
    const lock = lockOf(tenant);
    await lock.take(holder('one', 'r1'));

    await expect(lock.take(holder('two', 'r2'))).rejects.toThrow(/^lock-held: .*The cluster is locked by/s);
    await lock.take(holder('one', 'r3'));
    expect(await lock.release('r1')).toEqual([]);
    expect(await lock.holders()).toMatchObject([{ where: 'cluster', holder: holder('one', 'r3') }]);
    expect(await lock.release('r3')).toEqual([]);
    expect(await lock.holders()).toEqual([]);
  });

  test('which can be taken away, also where nobody can read whose it is', async () => {
    const lock = lockOf(tenant);
    kept = '';
    const found = await lock.holders();
    expect(found).toMatchObject([{ where: 'cluster', holder: { run: 'unknown' } }]);

    kept = JSON.stringify(holder('two', 'r2'));
    await lock.remove(found);
    expect(await lock.holders()).toMatchObject([{ holder: { run: 'r2' } }]);
    await lock.remove(await lock.holders());
    expect(await lock.holders()).toEqual([]);
  });

  test('and nobody has it where the cluster does not answer', async () => {
    world.program('kubectl', () => ({ exitCode: 1, errors: 'Unable to connect to the server: i/o timeout' }));

    await expect(lockOf(tenant).take(holder('one', 'r1'))).rejects.toThrow(
      /^cluster-unreachable: .*kubectl could not ask the cluster: Unable to connect to the server: i\/o timeout/s,
    );
  });
});
