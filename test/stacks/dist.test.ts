import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readAssembly, readEnvironments } from '../../lib/assembly';
import { App } from '../../lib/program';
import { synthesize, toHaveNoFindings, toMatchTree } from '../../lib/testing';
import { addEnvironments } from '../../stacks/environments';

expect.extend({ toHaveNoFindings, toMatchTree });

const dist = join(__dirname, '../../dist');
const app = new App();
addEnvironments(app);
const synthesis = synthesize(app, { root: join(__dirname, '../..') });

test('nothing is wrong that was not acknowledged', () => {
  expect(synthesis).toHaveNoFindings();
});

test('dist/ is what the stacks say', () => {
  expect(existsSync(join(dist, 'plinth.json'))).toBe(true);
  expect(synthesis).toMatchTree(dist);
});

test('dist/ is read back as what was synthesized', () => {
  const read = readEnvironments(dist).map((name) => readAssembly(dist, name));

  expect(read).toEqual([...synthesis.assemblies].sort((a, b) => (a.environment.name < b.environment.name ? -1 : 1)));
});
