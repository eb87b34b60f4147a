import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

test('the example in the README is stacks/tiny.ts', () => {
  const example = /```ts\n\/\/ stacks\/tiny\.ts\n([\s\S]*?)```/.exec(readme)?.[1];

  expect(example).toBe(readFileSync(join(root, 'stacks/tiny.ts'), 'utf8'));
});

test('the README names the two commands', () => {
  expect(readme).toContain('npm ci && npm run synth');
  expect(readme).toContain('npm ci && npm test');
});
