import { program, lab, Project } from './project';

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => {
  project.remove();
});

test.each([
  [
    'an error that the program throws, with the line of the program',
    'const shop: any = undefined;\n\nshop.cart();\n',
    "plinth: the program failed: Cannot read properties of undefined (reading 'cart')\n  at    stacks/main.ts:3\n",
  ],
  [
    'a file that the program does not find',
    "import { readFileSync } from 'node:fs';\nreadFileSync('/nowhere/images.json');\n",
    "plinth: the program failed: ENOENT: no such file or directory, open '/nowhere/images.json'\n  at    stacks/main.ts:2\n",
  ],
  ['something that is no error', "throw 'nothing';\n", "plinth: the program threw 'nothing'\n"],
])('%s', async (_name, text, expected) => {
  const { code, out, err } = await project.runProgram(text, 'synth');

  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toBe(expected);
});

test('two environments of one name in an app are a finding at the second', async () => {
  const { code, out } = await project.runProgram(program(lab(), "new Environment(app, 'lab');"), 'check', '--json');

  expect(code).toBe(2);
  expect(JSON.parse(out)).toMatchObject([{ code: 'name-taken', source: 'stacks/main.ts:16' }]);
});

test('with DEBUG the stack follows', async () => {
  project.write({ 'stacks/main.ts': "throw new Error('broken');\n" });

  const { err } = await project.runWith({ env: { DEBUG: '1' } }, 'synth');

  expect(err).toMatch(/^plinth: the program failed: broken\n {2}at {4}stacks\/main\.ts:1\nError: broken\n {4}at /);
});

test('no program where it should be', async () => {
  expect(await project.run('synth', '-a', 'nowhere.ts')).toEqual({
    code: 1,
    out: '',
    err:
      'plinth: there is no program nowhere.ts\n' +
      '  fix   Say where it is: --app FILE, or "plinth": { "app": "FILE" } in package.json.\n',
  });
  expect((await project.run('synth', '-a', 'stacks')).err).toContain('"stacks" is a folder, not a program');
});

test('package.json may say where the program is', async () => {
  project.write({
    'infra/program.ts': program(lab('other')),
    'package.json': '{ "plinth": { "app": "infra/program.ts" } }',
  });
  expect((await project.run('check')).out).toBe('other: no findings\n');

  project.write({ 'package.json': '{' });
  expect((await project.run('check')).err).toMatch(/^plinth: package\.json is no JSON\n/);
});

test.each([
  ['a lock file that is no JSON', '{', 'plinth.lock.json is no JSON.'],
  [
    'a lock file with a merge conflict',
    '<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n',
    'plinth.lock.json holds the marks of a merge conflict.',
  ],
  ['a lock file without a schema', '{}', 'plinth.lock.json has no schema 1 with versions.'],
  [
    'an entry without a release',
    '{ "schema": 1, "versions": { "x": {} } }',
    'plinth.lock.json gives no release for "x".',
  ],
  [
    'a lock file of a newer Plinth',
    '{ "schema": 2, "versions": {} }',
    'plinth.lock.json has the schema 2; this Plinth reads and writes 1.',
  ],
])('%s', async (_name, text, detail) => {
  project.write({ 'plinth.lock.json': text });

  const { code, out } = await project.run('check', '--json');

  expect(code).toBe(2);
  expect(JSON.parse(out)).toEqual([expect.objectContaining({ code: 'lock-unreadable', detail })]);
  expect(project.read('plinth.lock.json')).toBe(text);
});
