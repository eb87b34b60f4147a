import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { imports, lab, program, Project } from './project';

const repository = resolve(__dirname, '../..');

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => {
  project.remove();
});

function node(args: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: project.folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { code: status, out: stdout, err: stderr };
}

const plinth = (...args: readonly string[]): Run => node([join(repository, 'bin/plinth.js'), ...args]);

/** The program by itself, as `npm run synth` runs it. */
const byItself = (env: NodeJS.ProcessEnv = {}): Run => {
  return node(['-r', 'ts-node/register', 'stacks/main.ts'], {
    ...env,
    TS_NODE_PROJECT: join(repository, 'tsconfig.json'),
  });
};

describe('the plinth command', () => {
  test('writes, and writes nothing the second time', () => {
    expect(plinth('synth')).toEqual({ code: 0, out: 'lab    4 objects in 1 stack\ndist/  9 files created\n', err: '' });
    expect(plinth('synth').out).toContain('dist/  9 files unchanged\n');
    expect(project.read('build/lab/provenance.json')).toContain('"source":"stacks/main.ts:12"');
  });

  test('what the program prints does not get into the results', () => {
    project.write({ 'stacks/main.ts': program("console.log('hello');", lab(), "process.stdout.write('there\\n');") });

    expect(plinth('check', '--json')).toEqual({ code: 0, out: '[]\n', err: 'hello\nthere\n' });
  });

  test('exit codes', () => {
    expect(plinth('synth', '--check').code).toBe(3);
    expect(plinth('synth', 'labb').code).toBe(2);
    expect(plinth('frobnicate').code).toBe(1);
  });

  test('a mistake in the syntax is shown at its place', () => {
    project.write({ 'stacks/main.ts': 'const a = 1;\n\nlet b: number = = 2;\n' });

    const { code, err } = plinth('check');

    expect(code).toBe(1);
    expect(err).toMatch(/^plinth: stacks\/main\.ts:3: Expression expected\n/);
    expect(err).toContain('3 | let b: number = = 2;');
    expect(err).not.toMatch(/ {4}at /);
  });

  test('a module that is not there is told with who wants it', () => {
    project.write({ 'stacks/main.ts': "import './shop';\n" });

    expect(plinth('check')).toEqual({
      code: 1,
      out: '',
      err: "plinth: the program failed: Cannot find module './shop'\n  at    stacks/main.ts\n",
    });
  });

  test('a reader that has seen enough is no failure', () => {
    const command = `"${process.execPath}" "${join(repository, 'bin/plinth.js')}" list | true; echo "\${PIPESTATUS[0]}"`;

    const { stdout, stderr } = spawnSync('bash', ['-c', command], { cwd: project.folder, encoding: 'utf8' });

    expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
  });
});

describe('the program by itself', () => {
  test('writes the same files as the command', () => {
    plinth('synth');
    const files = project.files('dist');

    expect(byItself()).toEqual({ code: 0, out: '', err: '' });

    expect(project.files('dist')).toEqual(files);
  });

  test('tells errors as a report, with no stack but the line that asked', () => {
    project.write({ 'stacks/main.ts': program(lab(), "new Chart(app, 'stray');") });

    const { code, out, err } = byItself();

    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(
      err
        .replaceAll(project.folder, '')
        .replace(/^(.*\n){3}/, '')
        .replace(/\n\nNode\.js v.*\n$/, '')
        .trimEnd(),
    ).toMatchInlineSnapshot(`
      "PlinthError: the synthesis found errors, and nothing was written

      error  outside-environment: a part of the program stands in no environment
        at    stray               stacks/main.ts:16
        why   "stray" would be written nowhere.
        fix   Put it into an environment: new Stack(environment, 'name'), or new Chart(environment, 'name').

          at Object.<anonymous> (/stacks/main.ts:17:5)"
    `);
    expect(project.has('dist')).toBe(false);
  });

  test('tells warnings through Node, and writes', () => {
    project.write({ 'stacks/main.ts': program(lab(), "lab.acknowledge('api-unknown', 'Somebody installs it.');") });

    const { code, out, err } = byItself();

    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err.replace(/\(node:\d+\)/, '(node:1)')).toMatchInlineSnapshot(`
      "(node:1) [acknowledgement-unused] PlinthWarning: an acknowledgement matches no finding
        at    lab
        why   "api-unknown" is acknowledged on "lab" (Somebody installs it), and nothing there gives this finding.
        fix   Remove the acknowledgement, so that the finding is seen when it comes back.
      (Use \`node --trace-warnings ...\` to show where the warning was created)
      "
    `);
    expect(project.has('dist/lab')).toBe(true);
    expect(byItself({ NODE_OPTIONS: '--disable-warning=acknowledgement-unused' }).err).toBe('');
  });

  test('apps that are synthesized one after the other are one program', () => {
    project.write({
      'stacks/main.ts': program(
        lab(),
        'app.synth();',
        'const second = new App();',
        lab('next').replace('(app,', '(second,'),
        'second.synth();',
      ),
    });

    expect(byItself().code).toBe(0);

    expect(JSON.parse(project.read('dist/plinth.json'))).toMatchObject({ environments: ['lab', 'next'] });
    expect(plinth('synth', '--check').code).toBe(0);
  });

  test('a later app takes the place of an earlier one that has an environment of the same name', () => {
    project.write({
      'stacks/main.ts': `${program(lab(), lab('next'))}\n${program(lab()).slice(imports.length).replace('const app', '{ const app')} }`,
    });

    expect(byItself().code).toBe(0);

    expect(JSON.parse(project.read('dist/plinth.json'))).toMatchObject({ environments: ['lab'] });
    expect(project.has('dist/next')).toBe(false);
  });

  test('for cdk8s it writes manifests alone, one file per stack', () => {
    expect(byItself({ CDK8S_OUTDIR: 'build/cdk8s' }).code).toBe(0);

    expect([...project.files('build').keys()]).toEqual([
      'build/cdk8s/lab._cluster.k8s.yaml',
      'build/cdk8s/lab.shop.k8s.yaml',
    ]);
    expect(project.read('build/cdk8s/lab.shop.k8s.yaml').split('---\n')).toHaveLength(3);
    expect(project.has('dist')).toBe(false);
  });
});
