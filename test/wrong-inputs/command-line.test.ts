import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Newcomer } from './newcomer';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

test('an environment that does not exist', async () => {
  expect(await newcomer.runs(['check', 'stagging'])).toMatchInlineSnapshot(`
    "error  environment-unknown: the program has no such environment
      why   The program has no "stagging"; it has tiny, shared, development, staging, production, lab, bed.
      fix   Did you mean "staging"?"
  `);
});

test('a verb that does not exist', async () => {
  expect(await newcomer.runs(['synht'])).toMatchInlineSnapshot(`
    "error: unknown command 'synht'
    (Did you mean synth?)"
  `);
});

test('a program that does not exist', async () => {
  expect(await newcomer.runs(['check', '--app', 'stacks/index.ts'])).toMatchInlineSnapshot(`
    "plinth: there is no program stacks/index.ts
      fix   Say where it is: --app FILE, or "plinth": { "app": "FILE" } in package.json."
  `);
});

test('a resource that does not exist', async () => {
  expect(await newcomer.runs(['explain', 'tiny/shop/card'])).toMatchInlineSnapshot(`
    "plinth: there is no resource "tiny/shop/card"
      fix   Did you mean "tiny/shop/cart"?"
  `);
});

test('a program without environments', async () => {
  const edit = { file: 'stacks/main.ts', from: 'addEnvironments(app);', to: '// addEnvironments(app);' };
  expect(await newcomer.runs(['check'], edit)).toMatchInlineSnapshot(`
    "error  program-empty: the program declares no environment
      why   The program made no App with an Environment in it, so there is nothing to synthesize.
      fix   Write new Environment(app, 'production', ...). If the program waits for something first, export its promise."
  `);
});

describe('dist/ against the program', () => {
  const written = newcomer.copy();
  beforeAll(() => newcomer.runsIn(written, ['synth', 'tiny']));

  /** Another copy of the program, with what was written. */
  const checkout = (): string => {
    const copy = newcomer.copy();
    cpSync(join(written, 'dist'), join(copy, 'dist'), { recursive: true });
    return copy;
  };

  test('files edited by hand', async () => {
    const copy = checkout();
    const file = join(copy, 'dist/tiny/manifests/shop/web.deployment.apps.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('replicas: 1', 'replicas: 2'));

    expect(await newcomer.runsIn(copy, ['synth', 'tiny', '--check'])).toMatchInlineSnapshot(`
      "differs  dist/tiny/manifests/shop/web.deployment.apps.yaml
        @@ line 9
             app.kubernetes.io/part-of: shop
         spec:
        -  replicas: 2
        +  replicas: 1
           selector:
             matchLabels:
      1 file is not what the program says: run \`plinth synth\` and commit what it writes."
    `);
  });

  test('a file that was not committed', async () => {
    const copy = checkout();
    rmSync(join(copy, 'dist/tiny/facts/images.txt'));

    expect(await newcomer.runsIn(copy, ['synth', 'tiny', '--check'])).toMatchInlineSnapshot(`
      "missing  dist/tiny/facts/images.txt
      1 file is not what the program says: run \`plinth synth\` and commit what it writes."
    `);
  });

  test('a lock file with the marks of a merge', async () => {
    const copy = checkout();
    writeFileSync(join(copy, 'plinth.lock.json'), '<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n');

    expect(await newcomer.runsIn(copy, ['synth', 'tiny', '--check'])).toMatchInlineSnapshot(`
      "error  lock-unreadable: plinth.lock.json cannot be read
        why   plinth.lock.json holds the marks of a merge conflict.
        fix   Take it from version control (of a merge, either side), or delete it and run \`plinth synth\` to lock the newest
              releases.

      Nothing was written: 1 error."
    `);
  });

  test('the folder of the program as the folder of the output', async () => {
    expect(await newcomer.runsIn(checkout(), ['synth', 'tiny', '--output', '.'])).toMatchInlineSnapshot(`
      "error  output-invalid: the output folder cannot be used
        why   "." is the folder of the program itself, or one around it. What Plinth writes would lie among other files.
        fix   Use a folder of its own, such as dist.

      Nothing was written: 1 error."
    `);
  });
});
