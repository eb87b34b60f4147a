import { lab, program, Project } from './project';

const releases = (...names: readonly string[]): string => {
  const calls = names.map((name) => `into.version('${name}', ['v1', 'v2', 'v3']);`).join(' ');
  return `contributes(lab.node.findChild('shop').node.findChild('settings'), { contribute: (into) => { ${calls} } });`;
};
const using = (...names: readonly string[]): string =>
  `import { contributes } from '${__dirname}/../../lib/assembly';\n${program(lab(), releases(...names))}`;

const lock = (entries: Readonly<Record<string, string>>): string =>
  `${JSON.stringify(
    {
      schema: 1,
      versions: Object.fromEntries(
        Object.entries(entries).map(([name, release]) => [name, { release, artifacts: { 'file.yaml': 'digest' } }]),
      ),
    },
    null,
    2,
  )}\n`;

let project: Project;
beforeEach(() => {
  project = new Project(using('operator', 'gateway'));
  project.write({ 'plinth.lock.json': lock({ gateway: 'v1', operator: 'v2' }) });
});
afterEach(() => {
  project.remove();
});

const released = (): unknown => {
  const { versions } = JSON.parse(project.read('plinth.lock.json')) as {
    versions: Record<string, { release: string }>;
  };
  return Object.fromEntries(Object.entries(versions).map(([name, { release }]) => [name, release]));
};

test('a synthesis keeps what is locked, with its digests, byte for byte', async () => {
  const before = project.times('plinth.lock.json/..');

  await project.run('synth');

  expect(project.read('plinth.lock.json')).toBe(lock({ gateway: 'v1', operator: 'v2' }));
  expect(project.times('plinth.lock.json/..').get('plinth.lock.json')).toBe(before.get('plinth.lock.json'));
  expect(project.read('dist/lab/facts/versions.txt')).toContain('release gateway v1\nrelease operator v2\n');
});

test('a release that is not locked yet is locked at the newest', async () => {
  await project.runProgram(using('operator', 'gateway', 'storage'), 'synth');

  expect(released()).toEqual({ gateway: 'v1', operator: 'v2', storage: 'v3' });
});

test('names that a run does not resolve stay locked', async () => {
  await project.runProgram(using('operator'), 'synth');

  expect(released()).toEqual({ gateway: 'v1', operator: 'v2' });
});

test('a stale lock file is stale output', async () => {
  await project.run('synth');
  project.write({ 'plinth.lock.json': lock({ operator: 'v2' }) });

  const { code, out } = await project.run('synth', '--check');

  expect(code).toBe(3);
  expect(out).toContain('differs  plinth.lock.json\n');
});

test('a locked release that this Plinth does not know is an error, and stays locked', async () => {
  project.write({ 'plinth.lock.json': lock({ operator: 'v9' }) });

  const { code, err } = await project.run('synth');

  expect(code).toBe(2);
  expect(err).toContain('error  version-not-available');
  expect(released()).toEqual({ operator: 'v9' });
});

test('update moves one release, and writes what follows', async () => {
  await project.run('synth');

  const { code, out } = await project.run('update', 'gateway');

  expect(code).toBe(0);
  expect(out).toBe('gateway  v1 -> v3\nlab    4 objects in 1 stack\ndist/  3 files updated, 7 unchanged\n');
  expect(released()).toEqual({ gateway: 'v3', operator: 'v2' });
  expect(project.read('dist/lab/facts/versions.txt')).toContain('release gateway v3\n');
});

test('update without a name moves all, and forgets what is not used any more', async () => {
  const { out } = await project.runProgram(using('operator'), 'update');

  expect(out).toContain('gateway   v1 -> not used any more\noperator  v2 -> v3\n');
  expect(released()).toEqual({ operator: 'v3' });
  expect((await project.run('update')).out).toContain('operator  v3, the newest already\n');
});

test('update as JSON', async () => {
  expect(JSON.parse((await project.run('update', '--json')).out)).toMatchObject({
    written: true,
    releases: [
      { name: 'gateway', from: 'v1', to: 'v3' },
      { name: 'operator', from: 'v2', to: 'v3' },
    ],
  });
});

test('an update that leads to an error changes nothing', async () => {
  const { code } = await project.runProgram(`${using('operator')}\nnew Chart(app, 'stray');`, 'update');

  expect(code).toBe(2);
  expect(released()).toEqual({ gateway: 'v1', operator: 'v2' });
});

test('a name that is not locked', async () => {
  const { code, err } = await project.run('update', 'gatway');

  expect(code).toBe(2);
  expect(err).toContain(
    'error  release-not-locked: no release is locked under this name\n' +
      '  why   plinth.lock.json locks no "gatway"; it locks gateway, operator.\n  fix   Did you mean "gateway"?\n',
  );
});

test('without a lock file there is nothing to update', async () => {
  project.remove();
  project = new Project();

  const { out } = await project.run('update');

  expect(out).toBe('No release is locked.\nlab    4 objects in 1 stack\ndist/  9 files created\n');
});
