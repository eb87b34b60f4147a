import { mkdirSync, readdirSync } from 'node:fs';
import { lab, program, Project } from './project';

const fs = jest.requireActual<typeof import('node:fs')>('node:fs');

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => {
  jest.restoreAllMocks();
  project.remove();
});

const configMap = 'dist/lab/manifests/shop/settings.configmap.yaml';
const labAndNext = program(lab('lab'), lab('next'));

test('a synthesis writes dist/ and provenance, and says so in two lines', async () => {
  const run = await project.run('synth');

  expect(run).toEqual({ code: 0, out: 'lab    4 objects in 1 stack\ndist/  9 files created\n', err: '' });
  expect([...project.files('dist').keys()]).toEqual([
    'dist/lab/facts/versions.txt',
    'dist/lab/graph/environment.json',
    'dist/lab/graph/kubernetes-cluster.json',
    'dist/lab/graph/object.json',
    'dist/lab/manifests/_cluster/shop.namespace.yaml',
    'dist/lab/manifests/shop/allow-dns.networkpolicy.networking.k8s.io.yaml',
    'dist/lab/manifests/shop/default-deny.networkpolicy.networking.k8s.io.yaml',
    configMap,
    'dist/plinth.json',
  ]);
  expect(JSON.parse(project.read('build/lab/provenance.json'))).toMatchObject({
    'shop/core/ConfigMap/settings': {
      path: 'lab/shop/settings',
      source: expect.stringMatching(/^stacks\/main\.ts:\d+$/),
    },
  });
});

test('a second synthesis touches no file', async () => {
  await project.run('synth');
  const times = [project.times('dist'), project.times('build')];

  const run = await project.run('synth');

  expect(run).toMatchObject({ code: 0, out: 'lab    4 objects in 1 stack\ndist/  9 files unchanged\n' });
  expect([project.times('dist'), project.times('build')]).toEqual(times);
});

test('a change touches the files that differ, and no other', async () => {
  await project.run('synth');
  const times = project.times('dist');

  const run = await project.runProgram(program(lab('lab', 'green')), 'synth');

  expect(run.out).toContain('dist/  2 files updated, 7 unchanged\n');
  const touched = [...project.times('dist')].filter(([file, time]) => times.get(file) !== time).map(([file]) => file);
  expect(touched).toEqual(['dist/lab/graph/object.json', configMap]);
});

test('errors write nothing: the old output stays whole, bytes and times', async () => {
  await project.run('synth');
  const before = [project.files('dist'), project.files('build'), project.times('dist')];

  const run = await project.runProgram(program(lab('lab', 'green'), "new Chart(app, 'stray');"), 'synth');

  expect(run).toMatchObject({ code: 2, out: '' });
  expect(run.err).toBe(
    [
      'error  outside-environment: a part of the program stands in no environment',
      '  at    stray               stacks/main.ts:16',
      '  why   "stray" would be written nowhere.',
      "  fix   Put it into an environment: new Stack(environment, 'name'), or new Chart(environment, 'name').",
      '',
      'Nothing was written: 1 error.',
      '',
    ].join('\n'),
  );
  expect([project.files('dist'), project.files('build'), project.times('dist')]).toEqual(before);
});

test('quiet says nothing when all is well', async () => {
  expect(await project.run('synth', '-q')).toEqual({ code: 0, out: '', err: '' });
});

test('JSON goes to standard output alone: what was written, environments, findings', async () => {
  const { code, out, err } = await project.run('synth', '--json');

  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toEqual({
    written: true,
    output: 'dist',
    files: { created: expect.arrayContaining([configMap]), updated: [], removed: [], unchanged: 0 },
    environments: [expect.objectContaining({ name: 'lab', tier: 'production' })],
    findings: [],
  });
});

test('JSON of a synthesis with errors says that nothing was written, and why', async () => {
  const { code, out, err } = await project.run('synth', '--json', 'labb');

  expect({ code, err }).toEqual({ code: 2, err: '' });
  expect(JSON.parse(out)).toMatchObject({ written: false, findings: [{ code: 'environment-unknown' }] });
});

describe('one environment of several', () => {
  test('leaves the others as they are, also those that the program would change', async () => {
    await project.runProgram(labAndNext, 'synth');
    const others = (): object => [...project.times('dist/next')];
    const before = others();

    const run = await project.runProgram(program(lab('lab', 'green'), lab('next', 'green')), 'synth', 'lab');

    expect(run).toMatchObject({ code: 0, out: 'lab    4 objects in 1 stack\ndist/  2 files updated, 7 unchanged\n' });
    expect(others()).toEqual(before);
    expect(JSON.parse(project.read('dist/plinth.json'))).toEqual({ schema: 1, environments: ['lab', 'next'] });
  });

  test('is added to those that are there', async () => {
    await project.runProgram(labAndNext, 'synth', 'lab');
    expect(JSON.parse(project.read('dist/plinth.json'))).toEqual({ schema: 1, environments: ['lab'] });

    await project.runProgram(labAndNext, 'synth', 'next');

    expect(JSON.parse(project.read('dist/plinth.json'))).toEqual({ schema: 1, environments: ['lab', 'next'] });
  });

  test('that does not exist is an error with the nearest name', async () => {
    expect((await project.runProgram(labAndNext, 'synth', 'lab', 'nxet')).err).toBe(
      [
        'error  environment-unknown: the program has no such environment',
        '  why   The program has no "nxet"; it has lab, next.',
        '  fix   Did you mean "next"?',
        '',
        'Nothing was written: 1 error.',
        '',
      ].join('\n'),
    );
    expect(project.has('dist')).toBe(false);
  });
});

test('of a removed environment the files of Plinth go, and those of others stay', async () => {
  await project.runProgram(labAndNext, 'synth');
  project.write({
    'dist/next/OWNERS': '* @platform',
    'dist/next/facts/notes.txt': 'mine',
    'dist/lab/manifests/shop/extra.yaml': 'mine',
  });

  const run = await project.runProgram(program(lab()), 'synth');

  expect(run.out).toContain('dist/  1 file updated, 8 removed, 8 unchanged\n');
  expect([...project.files('dist/next').keys()]).toEqual(['dist/next/OWNERS', 'dist/next/facts/notes.txt']);
  expect(readdirSync(project.path('dist/next'))).toEqual(['OWNERS', 'facts']);
  expect(project.has('dist/lab/manifests/shop/extra.yaml')).toBe(true);
  expect(project.has('build/next')).toBe(false);
});

test('files edited by hand are put right', async () => {
  await project.run('synth');
  const before = project.files('dist');
  project.write({ [configMap]: 'edited', 'dist/lab/graph/environment.json': '{' });

  await project.run('synth');

  expect(project.files('dist')).toEqual(before);
});

test('a merge conflict in dist/ is settled by a synthesis, and what only one side had goes', async () => {
  await project.runProgram(labAndNext, 'synth');
  const [index, objects] = [project.read('dist/plinth.json'), project.read('dist/lab/graph/object.json')];
  project.write({
    'dist/plinth.json': index.replace(
      '    "next"\n',
      '<<<<<<< ours\n    "next"\n=======\n    "gone"\n>>>>>>> theirs\n',
    ),
    'dist/gone/facts/versions.txt': 'written by the other side\n',
    'dist/lab/graph/object.json': objects.replace(
      /^(.*ConfigMap\/settings.*)$/m,
      '<<<<<<< ours\n$1\n=======\n  "shop/core/ConfigMap/theirs": {"owner":"shop","digest":"0"},\n>>>>>>> theirs',
    ),
    'dist/lab/manifests/shop/theirs.configmap.yaml': 'written by the other side\n',
  });

  const run = await project.runProgram(labAndNext, 'synth');

  expect(run.code).toBe(0);
  expect([project.read('dist/plinth.json'), project.read('dist/lab/graph/object.json')]).toEqual([index, objects]);
  expect(project.has('dist/gone')).toBe(false);
  expect(project.has('dist/lab/manifests/shop/theirs.configmap.yaml')).toBe(false);
});

test('an index that leads out of dist/ is not followed', async () => {
  project.write({
    'dist/plinth.json': '{ "schema": 1, "environments": ["../outside", "lab"] }',
    'outside/facts/versions.txt': 'not ours',
    'dist/lab/graph/object.json':
      '{\n  "../../../outside/core/ConfigMap": {"owner":""},\n  "../core/ConfigMap/../../x": {}\n}\n',
  });

  expect((await project.run('synth')).code).toBe(0);

  expect(project.read('outside/facts/versions.txt')).toBe('not ours');
});

describe('the output folder', () => {
  test.each([
    ['.', '"." is the folder of the program itself, or one around it. What Plinth writes would lie among other files.'],
    [
      '..',
      '".." is the folder of the program itself, or one around it. What Plinth writes would lie among other files.',
    ],
    ['/', '"/" is the folder of the program itself, or one around it. What Plinth writes would lie among other files.'],
    ['stacks/main.ts', '"stacks/main.ts" is a file.'],
  ])('%s is refused', async (output, detail) => {
    const { code, out } = await project.run('synth', '--json', '--output', output);

    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ findings: [{ code: 'output-invalid', detail }] });
    expect(project.has('build')).toBe(false);
  });

  test('may be another one, of the program or of the command', async () => {
    const other = program(lab()).replace('new App()', "new App({ output: 'files' })");

    expect((await project.runProgram(other, 'synth')).out).toContain('files/  9 files created');
    expect((await project.run('synth', '-o', 'more/files')).out).toContain('more/files/  9 files created');
  });
});

test('files of a newer Plinth are not touched', async () => {
  project.write({ 'dist/plinth.json': '{ "schema": 2, "environments": ["lab"] }' });

  const { code, err } = await project.run('synth');

  expect(code).toBe(2);
  expect(err).toContain('  why   It has the schema 2; this Plinth reads and writes 1.\n');
  expect(project.files('dist').size).toBe(1);
});

describe('when the file system fails', () => {
  const codes = ['EACCES', 'EROFS', 'ENOSPC'] as const;

  test.each(codes)('with %s, nothing has changed and nothing is left behind', async (code) => {
    await project.run('synth');
    project.write({ 'stacks/main.ts': program(lab('lab', 'green'), lab('next')) });
    const before = [project.files(), project.times('dist')];
    const write = fs.writeFileSync;
    let writes = 0;
    jest.spyOn(fs, 'writeFileSync').mockImplementation((file, ...rest) => {
      const isOurs = typeof file === 'string' && file.startsWith(project.folder);
      if (isOurs && ++writes === 3) throw Object.assign(new Error(), { code, path: project.path('dist'), stack: '' });
      write(file, ...rest);
    });

    const run = await project.run('synth');

    jest.restoreAllMocks();
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toMatch(
      new RegExp(`^plinth: dist cannot be written or read: .* \\(${code}\\); nothing was changed\n$`),
    );
    expect([project.files(), project.times('dist')]).toEqual(before);
    expect(readdirSync(project.path('dist'))).toEqual(['lab', 'plinth.json']);
  });

  test('a folder with the name of a file is told before anything is written', async () => {
    mkdirSync(project.path(configMap), { recursive: true });

    const run = await project.run('synth');

    expect(run).toEqual({
      code: 1,
      out: '',
      err: `plinth: ${configMap} cannot be written or read: a folder has the name of a file (EISDIR); nothing was changed\n`,
    });
    expect(project.files('dist').size).toBe(0);
  });

  test('a file with the name of a folder is told before anything is written', async () => {
    project.write({ 'dist/lab': 'a file' });

    const run = await project.run('synth');

    expect(run.code).toBe(1);
    expect(run.err).toMatch(/a file has the name of a folder/);
    expect([...project.files('dist').keys()]).toEqual(['dist/lab']);
  });
});

test('what a killed run left behind is cleared away by the next', async () => {
  // No process has this number: it is above what the kernel gives.
  project.write({ 'dist/.plinth-99999999-1/0': 'half written', 'dist/.plinth-mine': 'not of this kind' });

  await project.run('synth');

  expect(readdirSync(project.path('dist'))).toEqual(['.plinth-mine', 'lab', 'plinth.json']);
});
