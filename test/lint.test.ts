import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

interface Planted {
  readonly fault: string;
  readonly rule: string;
  readonly code: string;
  /** Where the code is wrong, and where the same code is right. */
  readonly bad: string;
  readonly good: string;
}

const surroundings = { bad: 'lib/plan/x.ts', good: 'lib/apply/x.ts' };
const printing = { bad: 'lib/report/x.ts', good: 'lib/cli/x.ts' };
const properties = 'no-restricted-properties';
const syntax = 'no-restricted-syntax';
const globals = 'no-restricted-globals';

const planted: readonly Planted[] = [
  { fault: 'the clock', rule: properties, code: 'export const x = Date.now();', ...surroundings },
  { fault: 'the clock by constructor', rule: syntax, code: 'export const x = new Date();', ...surroundings },
  { fault: 'the clock as text', rule: syntax, code: 'export const x = Date();', ...surroundings },
  { fault: 'the fine clock', rule: globals, code: 'export const x = performance.now();', ...surroundings },
  { fault: 'chance', rule: properties, code: 'export const x = Math.random();', ...surroundings },
  {
    fault: 'chance from the library',
    rule: 'no-restricted-imports',
    code: "import { randomUUID } from 'node:crypto';\nexport const x = randomUUID();",
    ...surroundings,
  },
  { fault: 'the environment', rule: properties, code: "export const x = process.env['HOME'];", ...surroundings },
  { fault: 'the environment, unpacked', rule: properties, code: 'export const { env } = process;', ...surroundings },
  { fault: 'the working directory', rule: properties, code: 'export const x = process.cwd();', ...surroundings },
  { fault: 'the network', rule: globals, code: "export const x = fetch('https://a.example');", ...surroundings },
  { fault: 'printing', rule: 'no-console', code: "console.log('x');", ...printing },
  { fault: 'printing past the console', rule: properties, code: "process.stdout.write('x');", ...printing },
  {
    fault: 'exporting unlisted names',
    rule: syntax,
    code: "export * from './y';",
    bad: 'lib/core/x.ts',
    good: 'tools/x/x.ts',
  },
];

const allowed: readonly [string, string][] = [
  ['a date that was given', 'export const x = new Date(0);'],
  ['a digest', "import { createHash } from 'node:crypto';\nexport const x = createHash('sha256');"],
];

// ESLint and its settings are ECMAScript modules, which jest cannot load; one process lints all samples. Without types:
// these rules need none, and the files do not exist.
const program = `
  const { ESLint } = require('eslint');
  const tseslint = require('typescript-eslint');
  const untyped = { ...tseslint.configs.disableTypeChecked, files: ['**/*.ts'] };
  const eslint = new ESLint({ overrideConfig: [untyped] });
  const lint = async ([filePath, code]) => (await eslint.lintText(code, { filePath }))[0].messages.map((m) => m.ruleId ?? m.message);
  Promise.all(JSON.parse(process.argv[1]).map(lint)).then((all) => console.log(JSON.stringify(all)));
`;

function lint(samples: readonly (readonly [string, string])[]): string[][] {
  const options = { cwd: join(__dirname, '..'), encoding: 'utf8' } as const;
  return JSON.parse(execFileSync(process.execPath, ['-e', program, JSON.stringify(samples)], options)) as string[][];
}

let broken: string[][];
beforeAll(() => {
  broken = lint([
    ...planted.map((p) => [p.bad, p.code] as const),
    ...planted.map((p) => [p.good, p.code] as const),
    ...allowed.map(([, code]) => [surroundings.bad, code] as const),
  ]);
});

test.each(planted.map((p, index) => ({ ...p, index })))('$fault: $bad, not $good', ({ rule, index }) => {
  expect(broken[index]).toEqual([rule]);
  expect(broken[planted.length + index]).toEqual([]);
});

test.each(allowed.map(([name], index) => ({ name, index })))('$name is no clock and no chance', ({ index }) => {
  expect(broken[2 * planted.length + index]).toEqual([]);
});
