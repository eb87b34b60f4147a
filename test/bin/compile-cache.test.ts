import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const hook = join(__dirname, '../../bin/compile-cache.js');

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'plinth-cache-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const place = (path: string): string => join(folder, path);
const cache = (): string => place('cache');
const packs = (): string[] => readdirSync(cache());
const pack = (): string => join(cache(), packs()[0] ?? 'missing.pack');

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(place(path)), { recursive: true });
    writeFileSync(place(path), content);
  }
}

interface Run {
  readonly output: string;
  readonly errors: string;
  readonly status: number | null;
  /** Whether swc was loaded: a warm start compiles nothing. */
  readonly compiled: boolean;
}

function run(directories: readonly string[] = [cache()], verb = 'synth', program = 'main.ts'): Run {
  const start = `
    require(${JSON.stringify(hook)}).install(${JSON.stringify(directories)}, '${verb}');
    process.on('exit', () => {
      const loaded = Object.keys(require.cache).some((file) => file.includes('@swc/core/index.js'));
      require('node:fs').writeFileSync(${JSON.stringify(place('compiled'))}, String(loaded));
    });
    require(${JSON.stringify(place(program))});
  `;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', start], { encoding: 'utf8' });
  const compiled = readFileSync(place('compiled'), 'utf8') === 'true';
  return { output: stdout.trim(), errors: stderr, status, compiled };
}

const greeting = {
  'main.ts': `import { greet } from './greet';\nconst name: string = 'world';\nconsole.log(greet(name));\n`,
  'greet.ts': `export function greet(name: string): string {\n  return 'hello ' + name;\n}\n`,
};

test('the first start compiles, the second one reads the pack and leaves it as it is', () => {
  write(greeting);

  const cold = run();
  const written = statSync(pack()).mtimeMs;
  const warm = run();

  expect(cold).toMatchObject({ output: 'hello world', status: 0, compiled: true });
  expect(warm).toMatchObject({ output: 'hello world', status: 0, compiled: false });
  expect(statSync(pack()).mtimeMs).toBe(written);
  expect(packs()).toHaveLength(1);
});

test('a changed source is compiled again, also if its length and time of modification stay', () => {
  write(greeting);
  run();

  const { atime, mtime } = statSync(place('greet.ts'));
  write({ 'greet.ts': greeting['greet.ts'].replace('hello', 'howdy') });
  utimesSync(place('greet.ts'), atime, mtime);

  expect(run()).toMatchObject({ output: 'howdy world', compiled: true });
  expect(run()).toMatchObject({ output: 'howdy world', compiled: false });
});

test('the same source with a new time is not compiled again', () => {
  write(greeting);
  run();

  utimesSync(place('greet.ts'), new Date(0), new Date(0));

  expect(run()).toMatchObject({ output: 'hello world', compiled: false });
});

test('another verb keeps what it ran, too', () => {
  write(greeting);
  run();
  const written = statSync(pack()).mtimeMs;

  expect(run([cache()], 'diff')).toMatchObject({ output: 'hello world', compiled: false });
  expect(statSync(pack()).mtimeMs).toBeGreaterThan(written);
});

test('text beyond ASCII survives the pack', () => {
  write({ 'main.ts': `console.log('h\u00e9llo \u4e16\u754c \u{1F30D}' as string);` });

  expect(run().output).toBe('h\u00e9llo \u4e16\u754c \u{1F30D}');
  expect(run()).toMatchObject({ output: 'h\u00e9llo \u4e16\u754c \u{1F30D}', compiled: false });
});

// V8 aborts the whole process on damaged code cache: what reaches it must be exactly what was written.
test('a pack with any byte damaged is never worse than none', () => {
  write(greeting);
  run();
  const whole = readFileSync(pack());

  for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 12)) {
    const damaged = Buffer.from(whole);
    damaged.writeUInt8(damaged.readUInt8(at) ^ 0xff, at);
    writeFileSync(pack(), damaged);
    expect(run()).toMatchObject({ output: 'hello world', errors: '', status: 0 });
  }
});

test.each([
  ['an empty file', (): Buffer => Buffer.alloc(0)],
  ['a foreign file', (): Buffer => Buffer.from('not a pack, but long enough to be taken for a header')],
  ['half a pack', (whole: Buffer): Buffer => whole.subarray(0, whole.length / 2)],
  [
    'a pack that claims to be huge',
    (whole: Buffer): Buffer => (whole.writeUInt32LE(0xfffffff0, 8), whole.writeUInt32LE(0xfffffff0, 16), whole),
  ],
])('%s in place of the pack is ignored and replaced', (_name, spoil) => {
  write(greeting);
  run();
  writeFileSync(pack(), spoil(readFileSync(pack())));

  expect(run()).toMatchObject({ output: 'hello world', errors: '', status: 0, compiled: true });
  expect(run()).toMatchObject({ output: 'hello world', compiled: false });
});

test('where no directory can be written, the program runs all the same', () => {
  write({ ...greeting, occupied: 'a file, where a folder would have to be' });

  expect(run([place('occupied/cache')])).toMatchObject({ output: 'hello world', errors: '', compiled: true });
  expect(run([])).toMatchObject({ output: 'hello world', errors: '', compiled: true });
});

test('the next directory serves where the first cannot be written', () => {
  write({ ...greeting, occupied: '' });

  run([place('occupied/cache'), cache()]);

  expect(run([place('occupied/cache'), cache()])).toMatchObject({ output: 'hello world', compiled: false });
});

test('a mistake in the syntax is told with file and line, and nothing of the compiler itself', () => {
  write({ 'main.ts': `import './wrong';`, 'wrong.ts': `const a = 1;\n\nlet b: number = = 2;\n` });

  const { errors, status } = run();

  expect(status).toBe(1);
  expect(errors).toContain(`SyntaxError: ${place('wrong.ts')}:3: Expression expected\n`);
  expect(errors).toContain('3 | let b: number = = 2;');
  expect(errors).not.toMatch(/Caused by|Stack backtrace|GenericFailure/);
});

const failing = {
  'main.ts': [
    `import { fail } from './fail';`,
    `interface Removed {`,
    `  readonly gone: string;`,
    `}`,
    `const value: Removed = { gone: '' };`,
    `try {`,
    `  fail(value.gone);`,
    `} catch (error) {`,
    `  console.log((error as Error).stack);`,
    `}`,
  ].join('\n'),
  'fail.ts': `interface Removed {\n  readonly a: 1;\n}\n\nexport function fail(what: string): never {\n  throw new TypeError('no ' + what);\n}\n`,
};

test('stack traces name TypeScript lines, cold and warm', () => {
  write(failing);

  const [cold, warm] = [run(), run()];

  for (const { output } of [cold, warm]) {
    expect(output.split('\n').slice(0, 3)).toEqual([
      'TypeError: no ',
      `    at fail (${place('fail.ts')}:6:9)`,
      `    at Object.<anonymous> (${place('main.ts')}:7:7)`,
    ]);
  }
  expect([cold.compiled, warm.compiled]).toEqual([true, false]);
});

test('packages are loaded as Node loads them: CommonJS, JSON, ECMAScript modules and late imports', () => {
  write({
    'main.ts': `
      import data from './data.json';
      import { kind } from 'common';
      import { kind as modern } from 'modern';
      import { late } from 'common';
      void late().then((name: string) => console.log(data.kind, kind, modern, name, require.resolve('common').slice(-15)));
    `,
    'data.json': '{ "kind": "json" }',
    'node_modules/common/package.json': '{ "name": "common", "main": "index.js" }',
    'node_modules/common/index.js': `#!/usr/bin/env node\nexports.kind = 'common';\nexports.late = async () => (await import('./late.mjs')).kind;\n`,
    'node_modules/common/late.mjs': `export const kind = 'late';\n`,
    'node_modules/modern/package.json': '{ "name": "modern", "type": "module", "exports": "./index.js" }',
    'node_modules/modern/index.js': `export const kind = 'modern';\n`,
  });

  const [cold, warm] = [run(), run()];

  expect(cold.output).toBe('json common modern late common/index.js');
  expect(warm).toMatchObject({ output: cold.output, compiled: false });
});

test('a module that throws while it loads is loaded again by the next require', () => {
  write({
    'main.ts': `
      const load = (): unknown => { try { return require('./moody').value; } catch (error) { return (error as Error).message; } };
      console.log(load(), load());
    `,
    'moody.js': `globalThis.tries = (globalThis.tries ?? 0) + 1;\nif (globalThis.tries === 1) throw new Error('not yet');\nexports.value = 'now';\n`,
  });

  expect(run().output).toBe('not yet now');
  expect(run().output).toBe('not yet now');
});
