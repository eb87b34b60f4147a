import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { cached, cacheRoot, type Recipe } from '../../tools/upstream';

let root = '';
let sources = '';
const environment = { ...process.env };

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'plinth-cache-'));
  sources = join(root, 'sources');
  mkdirSync(sources);
  writeFileSync(join(sources, 'go.mod'), 'module plinth.invalid/example\n');
  process.env['XDG_CACHE_HOME'] = join(root, 'cache');
});

afterEach(() => {
  process.env = { ...environment };
  rmSync(root, { recursive: true });
});

/** A recipe that counts how often it is made. */
function recipe(): Recipe & { readonly made: () => number } {
  let count = 0;
  const make = (folder: string): Promise<void> => {
    count += 1;
    writeFileSync(join(folder, 'program'), '');
    return Promise.resolve();
  };
  return { name: 'example', folders: [sources], make, made: () => count };
}

test('what is asked for by several at once is made once', async () => {
  const example = recipe();
  const places = await Promise.all([cached(example), cached(example), cached(example)]);
  expect(new Set(places).size).toBe(1);
  expect(example.made()).toBe(1);
  expect(readdirSync(places[0])).toEqual(['program']);
});

test('a changed go.mod makes it anew, beside what was made before', async () => {
  const example = recipe();
  const before = await cached(example);
  writeFileSync(join(sources, 'go.mod'), 'module plinth.invalid/example\n\ngo 1.26.0\n');
  const after = await cached(example);
  expect(after).not.toBe(before);
  expect(existsSync(before)).toBe(true);
  expect(example.made()).toBe(2);
});

test('a failure leaves nothing behind, and the next call tries again', async () => {
  const example = recipe();
  const failing = { ...example, make: () => Promise.reject(new Error('no space left')) };
  await expect(cached(failing)).rejects.toThrow('no space left');
  expect(readdirSync(join(root, 'cache/plinth/upstream/example'))).toEqual([]);
  await cached(example);
  expect(example.made()).toBe(1);
});

test('the lock of a process that was killed is taken over', async () => {
  const example = recipe();
  const place = await cached(example);
  rmSync(place, { recursive: true });
  writeFileSync(`${place}.lock`, '');
  utimesSync(`${place}.lock`, new Date(0), new Date(0));
  expect(await cached(example)).toBe(place);
  expect(example.made()).toBe(2);
});

test('a relative cache folder is ignored, as the XDG specification asks', () => {
  expect(cacheRoot()).toBe(join(root, 'cache/plinth/upstream'));
  process.env['XDG_CACHE_HOME'] = 'relative';
  expect(cacheRoot()).toBe(join(homedir(), '.cache/plinth/upstream'));
});

test('without the go command the message says what to install', async () => {
  process.env['PATH'] = root;
  await expect(cached(recipe())).rejects.toThrow(
    'The command "go" was not found. The programs in tools/upstream are built from their Go modules: ' +
      'install the Go release that tools/upstream/*/go.mod name, or a newer one, and put it on the PATH.',
  );
});
