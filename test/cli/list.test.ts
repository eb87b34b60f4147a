import { lab, program, Project } from './project';

let project: Project;
beforeEach(() => {
  project = new Project(program(lab(), "new Environment(app, 'team', { tier: 'staging', cluster: lab.cluster });"));
});
afterEach(() => {
  project.remove();
});

test('environments with their stacks, as people read them', async () => {
  expect(await project.run('list')).toEqual({
    code: 0,
    out: [
      'lab     production, Kubernetes 1.36 in cluster cluster',
      '  shop  4 objects',
      'team    staging, Kubernetes 1.36 in cluster cluster, tenant of lab',
      '',
    ].join('\n'),
    err: '',
  });
  expect(await project.run('ls')).toEqual(await project.run('list'));
});

test('the same as JSON', async () => {
  const { out } = await project.run('list', '--json');

  expect(JSON.parse(out)).toEqual([
    {
      name: 'lab',
      tier: 'production',
      cluster: { name: 'cluster', version: '1.36' },
      stacks: [{ name: 'shop', objects: 4, components: [] }],
    },
    {
      name: 'team',
      tier: 'staging',
      cluster: { name: 'cluster', version: '1.36' },
      tenantOf: 'lab',
      stacks: [],
    },
  ]);
});

test('what has findings is listed all the same', async () => {
  expect((await project.runProgram(program(lab('Lab')), 'list')).code).toBe(0);
});

test('without a program that works, dist/ is listed, and why is said', async () => {
  await project.run('synth');
  const listed = await project.run('list');

  expect(await project.runProgram("throw new Error('broken');\n", 'list')).toEqual({
    ...listed,
    err:
      'plinth: the program failed: broken\n  at    stacks/main.ts:1\n' +
      'The program cannot be used; this is what dist/ says.\n\n',
  });
});

test('with neither, it fails', async () => {
  expect(await project.runProgram("throw new Error('broken');\n", 'list')).toMatchObject({ code: 1, out: '' });
});
