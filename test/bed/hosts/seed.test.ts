import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloudInitDocument, ignitionDocument, writeSeed } from './seed';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plinth-seed-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

// No text at all: a change of line ends or encoding would be one of the boot document.
const bytes = Buffer.from([0x23, 0x0d, 0x0a, 0xff, 0x00]);

test('cloud-init gets the rendered files byte for byte, and an instance', async () => {
  writeFileSync(join(folder, 'control-1.yaml'), bytes);
  writeFileSync(join(folder, 'control-1.network.yaml'), 'version: 2\n');
  await writeSeed(join(folder, 'seed'), 'plinth-a-1-control-1', cloudInitDocument(folder, 'control-1'));
  expect(readdirSync(join(folder, 'seed'))).toEqual(['meta-data', 'network-config', 'user-data']);
  expect(readFileSync(join(folder, 'seed/user-data'))).toEqual(bytes);
  expect(readFileSync(join(folder, 'seed/network-config'), 'utf8')).toBe('version: 2\n');
  expect(readFileSync(join(folder, 'seed/meta-data'), 'utf8')).toBe('instance-id: plinth-a-1-control-1\n');
});

test('Ignition gets its configuration byte for byte, and nothing else', async () => {
  writeFileSync(join(folder, 'worker-2.ign'), bytes);
  await writeSeed(join(folder, 'seed'), 'plinth-a-1-worker-2', ignitionDocument(folder, 'worker-2'));
  expect(readdirSync(join(folder, 'seed'))).toEqual(['config.ign']);
  expect(readFileSync(join(folder, 'seed/config.ign'))).toEqual(bytes);
});

test('a boot document that was not rendered is an error', async () => {
  const missing = writeSeed(join(folder, 'seed'), 'i', cloudInitDocument(folder, 'control-9'));
  await expect(missing).rejects.toThrow('control-9.yaml');
});
