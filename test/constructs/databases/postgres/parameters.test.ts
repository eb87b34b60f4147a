import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import { PostgresBackend, PostgresCluster } from '../../../../lib/constructs/databases';
import { postgres, synthesized } from '../fixture';

/** The parameters in both places where Patroni takes them from. */
function parameters(memory: Size, storage: Size, walStorage?: Size): Readonly<Record<string, string>> {
  const { file, findings } = synthesized((shop) => {
    const backend = PostgresBackend.patroni({ version: '4.1' });
    const sizes = { storage, ...(walStorage && { walStorage }), resources: { memory } };
    new PostgresCluster(shop, 'orders', { ...postgres, backend, ...sizes });
  });
  expect(findings).toEqual([]);
  const lines = file('orders-patroni-config', 'patroni.yaml').matchAll(/^ {4,8}([a-z_]+): "?([^"\n]+)"?$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
}

test.each([
  [Size.mebibytes(256), { shared_buffers: '64MB', max_connections: '25', work_mem: '2560kB' }],
  [Size.gibibytes(1), { shared_buffers: '256MB', max_connections: '102', work_mem: '2560kB' }],
  [Size.gibibytes(16), { shared_buffers: '4096MB', max_connections: '200', work_mem: '20928kB' }],
])('they follow from the memory', (memory, expected) => {
  expect(parameters(memory, Size.gibibytes(50))).toMatchObject(expected);
});

test.each([
  [Size.gibibytes(1), undefined, { max_wal_size: '102MB', min_wal_size: '32MB', max_slot_wal_keep_size: '512MB' }],
  [
    Size.gibibytes(50),
    undefined,
    { max_wal_size: '4096MB', min_wal_size: '1024MB', max_slot_wal_keep_size: '25600MB' },
  ],
  [Size.gibibytes(50), Size.gibibytes(2), { max_wal_size: '512MB', max_slot_wal_keep_size: '1024MB' }],
])('and from the volume that WAL lies on', (storage, walStorage, expected) => {
  expect(parameters(Size.gibibytes(1), storage, walStorage)).toMatchObject(expected);
});

test('whatever the sizes, they contradict neither each other nor what there is', () => {
  const mebibytes = fc.integer({ min: 256, max: 1024 * 1024 }).map((amount) => Size.mebibytes(amount));
  fc.assert(
    fc.property(mebibytes, mebibytes, fc.option(mebibytes, { nil: undefined }), (memory, storage, walStorage) => {
      parameters(memory, storage, walStorage);
    }),
    { numRuns: 50 },
  );
});
