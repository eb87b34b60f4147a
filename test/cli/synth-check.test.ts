import { lab, program, Project } from './project';

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => {
  project.remove();
});

test('without dist/ everything is missing, and nothing is written', async () => {
  const { code, out, err } = await project.run('synth', '--check');

  expect(code).toBe(3);
  expect(out.split('\n').slice(0, 2)).toEqual([
    'missing  dist/lab/facts/versions.txt',
    'missing  dist/lab/graph/environment.json',
  ]);
  expect(err).toBe('9 files are not what the program says: run `plinth synth` and commit what it writes.\n');
  expect([project.has('dist'), project.has('build')]).toEqual([false, false]);
});

test('dist/ that is what the program says passes', async () => {
  await project.run('synth');

  expect(await project.run('synth', '--check')).toEqual({ code: 0, out: '', err: 'dist/ is what the program says.\n' });
  expect(await project.run('synth', '--check', '-q')).toEqual({ code: 0, out: '', err: '' });
});

test('what differs is shown as a short difference', async () => {
  await project.runProgram(program(lab('lab', 'green'), lab('next')), 'synth');
  const before = project.files('dist');

  const { code, out } = await project.runProgram(program(lab()), 'synth', '--check');

  expect(code).toBe(3);
  expect(
    out
      .split('\n')
      .filter((line) => !line.startsWith('left over  dist/next/'))
      .join('\n'),
  ).toMatchInlineSnapshot(`
    "differs  dist/lab/graph/object.json
      @@ line 1
       {
         "_cluster/core/Namespace/shop": {"owner":"shop","digest":"9b2a0e305ed06dce7e526ed1cefaf7a1"},
      -  "shop/core/ConfigMap/settings": {"owner":"shop","digest":"3e31dd27e984baf6575385dece671edb"},
      +  "shop/core/ConfigMap/settings": {"owner":"shop","digest":"feeaeee1d5c0e852701ec51f0521e4d2"},
         "shop/networking.k8s.io/NetworkPolicy/allow-dns": {"owner":"shop","digest":"e8de521a15153575c959e3f5e0972f7f"},
         "shop/networking.k8s.io/NetworkPolicy/default-deny": {"owner":"shop","digest":"45dd2fd0594f2df70bb184197a810355"}
    differs  dist/lab/manifests/shop/settings.configmap.yaml
      @@ line 8
           app.kubernetes.io/part-of: shop
       data:
      -  colour: green
      +  colour: blue
    differs  dist/plinth.json
      @@ line 2
         "schema": 1,
         "environments": [
      -    "lab",
      -    "next"
      +    "lab"
         ]
       }
    "
  `);
  expect(project.files('dist')).toEqual(before);
});

test('JSON says whether and which files are stale', async () => {
  await project.run('synth');
  project.write({ 'dist/plinth.json': 'edited' });

  const { code, out, err } = await project.run('synth', '--check', '--json');

  expect({ code, err }).toEqual({ code: 3, err: '' });
  expect(JSON.parse(out)).toEqual({
    written: false,
    stale: true,
    output: 'dist',
    files: { created: [], updated: ['dist/plinth.json'], removed: [], unchanged: 8 },
    findings: [],
  });
});

test('errors come before staleness', async () => {
  expect((await project.runProgram(program(lab('Lab')), 'synth', '--check')).code).toBe(2);
});

test('colours only for a person who watches and wants them', async () => {
  await project.runProgram(program(lab('lab', 'green')), 'synth');
  project.write({ 'stacks/main.ts': program(lab()) });
  const watched = async (env: Record<string, string>, ...options: readonly string[]): Promise<boolean> =>
    (await project.runWith({ isTTY: true, env }, 'synth', '--check', ...options)).out.includes('\u001b[');

  expect(await watched({})).toBe(true);
  expect(await watched({ NO_COLOR: '1' })).toBe(false);
  expect(await watched({ TERM: 'dumb' })).toBe(false);
  expect(await watched({}, '--no-color')).toBe(false);
  expect((await project.run('synth', '--check')).out).not.toContain('\u001b[');
});
