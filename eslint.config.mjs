// What the compiler cannot see. The worst fault of a program that writes configuration is a wrong value inside a template
// string, so templates take strings and numbers only; and what is below apply/ must give the same bytes for ever.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { rooms } from './tools/rooms.js';

const isolated = rooms.filter((room) => !room.surroundings).map((room) => `lib/${room.name}/**/*.ts`);

const noPrinting = {
  'no-console': 'error',
  'no-restricted-properties': [
    'error',
    { object: 'process', property: 'stdout', message: 'Only lib/cli prints: return the text.' },
    { object: 'process', property: 'stderr', message: 'Only lib/cli prints: return the text.' },
  ],
};

// Written once more for the isolated rooms, since a later block replaces a rule's options as a whole.
const noSurroundings = {
  'no-restricted-properties': [
    ...noPrinting['no-restricted-properties'],
    { object: 'process', property: 'env', message: 'The environment differs between machines: take a property.' },
    { object: 'process', property: 'cwd', message: 'Output must not depend on where the program was started.' },
    { object: 'process', property: 'hrtime', message: 'No clock below apply/: output must be the same every time.' },
    { object: 'Date', property: 'now', message: 'No clock below apply/: output must be the same every time.' },
    { object: 'Math', property: 'random', message: 'Nothing is random: output must be the same every time.' },
  ],
  'no-restricted-globals': [
    'error',
    { name: 'performance', message: 'No clock below apply/: output must be the same every time.' },
    { name: 'crypto', message: 'Nothing is random. For digests import createHash from node:crypto.' },
    { name: 'fetch', message: 'Nothing below apply/ uses the network.' },
    { name: 'setTimeout', message: 'Nothing below apply/ waits.' },
    { name: 'setInterval', message: 'Nothing below apply/ waits.' },
  ],
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        { regex: '^(node:)?process$', message: 'Nothing below apply/ reads the environment.' },
        {
          regex: '^(node:)?crypto$',
          allowImportNames: ['createHash', 'createHmac', 'hash'],
          message: 'Nothing is random, and no key is ever made here.',
        },
      ],
    },
  ],
};

const explicitExports = {
  selector: 'ExportAllDeclaration',
  message: 'A room lists its names one by one: export { name } from ...',
};
const noClock = {
  selector: ':matches(NewExpression, CallExpression)[callee.name="Date"][arguments.length=0]',
  message: 'No clock below apply/: output must be the same every time.',
};

export default defineConfig(
  { ignores: ['out/', 'build/', 'dist/', 'coverage/', '**/*.generated.ts', 'lib/kube-api/data/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // `typeof import('./data.json')` is the only way to name the type of what is required late.
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers print as people expect. Nothing else does: an object prints as [object Object], a missing value as text.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        {
          ...{ allowNumber: true, allow: [] },
          ...{ allowAny: false, allowBoolean: false, allowNever: false, allowNullish: false, allowRegExp: false },
        },
      ],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['lib/**/*.ts'], rules: { 'no-restricted-syntax': ['error', explicitExports] } },
  { files: ['lib/**/*.ts', 'stacks/**/*.ts'], ignores: ['lib/cli/**'], rules: noPrinting },
  { files: isolated, rules: { ...noSurroundings, 'no-restricted-syntax': ['error', explicitExports, noClock] } },
  {
    files: ['test/**/*.ts'],
    rules: {
      // expect.any() and its kin are typed `any`; they stand inside expected values everywhere.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // Tables of cases are long and simple.
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Plain JavaScript: what must run before anything is compiled, and the settings of tools.
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.base],
    rules: {
      '@typescript-eslint/no-unused-vars': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
    },
  },
);
