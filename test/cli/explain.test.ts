import { lab, program, Project } from './project';

let project: Project;
beforeEach(() => (project = new Project(program(lab(), "lab.acknowledge('json-patch', 'Tests do so.');"))));
afterEach(() => {
  project.remove();
});

const explained = [
  'lab/shop/core/ConfigMap/settings',
  '  kind       v1 ConfigMap',
  '  owner      shop',
  '  construct  lab/shop/settings',
  '  source     stacks/main.ts:12',
  '  file       dist/lab/manifests/shop/settings.configmap.yaml',
  '  accepted   json-patch: Tests do so.',
  '',
].join('\n');

test.each([
  'lab/shop/core/ConfigMap/settings',
  'shop/core/ConfigMap/settings',
  'ConfigMap/settings',
  'settings',
  'dist/lab/manifests/shop/settings.configmap.yaml',
  './dist/lab/manifests/shop/settings.configmap.yaml',
  '/home/somebody/project/dist/lab/manifests/shop/settings.configmap.yaml',
  'settings.configmap.yaml',
])('%s', async (name) => {
  expect(await project.run('explain', name)).toEqual({ code: 0, out: explained, err: '' });
});

test('JSON', async () => {
  const { out } = await project.run('explain', 'settings', '--json');

  expect(JSON.parse(out)).toEqual({
    environment: 'lab',
    id: 'shop/core/ConfigMap/settings',
    kind: 'v1 ConfigMap',
    owner: 'shop',
    origin: { path: 'lab/shop/settings', source: 'stacks/main.ts:12' },
    file: 'lab/manifests/shop/settings.configmap.yaml',
    uses: [],
    usedBy: [],
    owns: [],
    facts: {},
    acknowledgements: [{ code: 'json-patch', on: '', reason: 'Tests do so.' }],
  });
});

test('from dist/ alone it knows all but the construct', async () => {
  await project.run('synth');
  project.write({ 'build/lab/provenance.json': 'damaged' });

  const { code, out, err } = await project.run('explain', 'settings', '--app', 'nowhere.ts');

  expect(code).toBe(0);
  expect(out).toBe(
    [
      'lab/shop/core/ConfigMap/settings',
      '  kind      v1 ConfigMap',
      '  owner     shop',
      '  file      dist/lab/manifests/shop/settings.configmap.yaml',
      '  accepted  json-patch: Tests do so.',
      '',
    ].join('\n'),
  );
  expect(err).toContain('The program cannot be used; this is what dist/ says.');
});

test.each([
  [
    'dist/ that was edited',
    'dist/lab/manifests/shop/settings.configmap.yaml',
    'edited',
    'does not have the digest in graph/object.json.',
  ],
  ['a damaged index', 'dist/lab/graph/object.json', '[]', 'is no mapping.'],
])('%s is refused', async (_name, file, content, problem) => {
  await project.run('synth');
  project.write({ [file]: content });

  const { code, err } = await project.run('explain', 'settings', '--app', 'nowhere.ts');

  expect(code).toBe(2);
  expect(err).toContain(
    `error  dist-unreadable: the synthesized files are not what Plinth wrote\n  why   ${file} ${problem}\n`,
  );
});

test('a name that nothing has', async () => {
  expect((await project.run('explain', 'setings')).err).toBe(
    'plinth: there is no resource "setings"\n  fix   Did you mean "settings"?\n',
  );
  expect(await project.run('explain', 'something/else')).toEqual({
    code: 1,
    out: '',
    err: 'plinth: there is no resource "something/else"\n  fix   `plinth list` shows what there is.\n',
  });
});

test('a name that several have', async () => {
  expect((await project.runProgram(program(lab(), lab('next')), 'explain', 'settings')).err).toBe(
    'plinth: "settings" could be lab/shop/core/ConfigMap/settings, next/shop/core/ConfigMap/settings\n' +
      '  fix   Write more of the name.\n',
  );
});
