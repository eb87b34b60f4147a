import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = readdirSync(__dirname)
  .filter((file) => file.endsWith('.test.ts') && file !== 'count.test.ts')
  .map((file) => readFileSync(join(__dirname, file), 'utf8'));

test('there are at least forty wrong inputs, each with its whole message', () => {
  const messages = sources.flatMap((source) => source.match(/\.toMatchInlineSnapshot\(\s*`\s*"[^"]/g) ?? []);

  expect(messages.length).toBeGreaterThanOrEqual(40);
});

test('no wrong input passes without a word', () => {
  for (const source of sources) expect(source).not.toMatch(/toMatchInlineSnapshot\(\s*`""`/);
});

test('they show at least twenty-five codes', () => {
  const codes = sources.flatMap((source) => {
    return [...source.matchAll(/^ *"?(?:error|warning) {2}([a-z-]+): /gm)].map(([, code]) => code);
  });

  expect(new Set(codes).size).toBeGreaterThanOrEqual(25);
});
