import { imports, lab, program, Project } from './project';

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => {
  project.remove();
});

const faulty = program(
  lab(),
  "new ApiObject(Stack.of(lab.node.findChild('shop')), 'more', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'More' }, ...{ dta: {} } });",
  "lab.acknowledge('api-unknown', 'Somebody installs it.');",
);

test('nothing to find', async () => {
  expect(await project.run('check')).toEqual({ code: 0, out: 'lab: no findings\n', err: '' });
  expect(await project.run('check', '--quiet')).toEqual({ code: 0, out: '', err: '' });
  expect(await project.run('check', '--json')).toEqual({ code: 0, out: '[]\n', err: '' });
  expect(project.has('dist')).toBe(false);
});

test('all findings at once, to standard error; how many, to standard output', async () => {
  const { code, out, err } = await project.runProgram(faulty, 'check');

  expect({ code, out }).toEqual({ code: 2, out: 'lab: 2 errors, 1 warning\n' });
  expect(err).toMatchInlineSnapshot(`
    "warning  acknowledgement-unused: an acknowledgement matches no finding
      at    lab
      why   "api-unknown" is acknowledged on "lab" (Somebody installs it), and nothing there gives this finding.
      fix   Remove the acknowledgement, so that the finding is seen when it comes back.

    error  field-unknown: a field does not exist in the cluster’s Kubernetes version
      at    lab/shop            stacks/main.ts:16
      why   ConfigMap "More": dta does not exist in v1 of Kubernetes 1.36.
      fix   Did you mean "data"?

    error  name-invalid: a name breaks the rules for names of its kind
      at    lab/shop            stacks/main.ts:16
      why   The name of a ConfigMap, "More" may hold only lower-case letters, digits, "-" and ".", beginning and ending with
            a letter or digit.
      fix   Did you mean "more"?

    "
  `);
});

test('quiet leaves out what does not stop a run', async () => {
  const { out, err } = await project.runProgram(faulty, 'check', '-q');

  expect(out).toBe('');
  expect(err).toMatch(/^error {2}field-unknown/m);
  expect(err).not.toMatch(/^warning/m);
});

test('JSON is an array of findings and nothing else', async () => {
  const { code, out, err } = await project.runProgram(faulty, 'check', '--json');

  expect({ code, err }).toEqual({ code: 2, err: '' });
  const findings = JSON.parse(out) as readonly { readonly code: string }[];
  expect(findings.map((finding) => finding.code).sort()).toEqual([
    'acknowledgement-unused',
    'field-unknown',
    'name-invalid',
  ]);
  expect(findings.find((finding) => finding.code === 'name-invalid')).toEqual({
    code: expect.any(String),
    severity: expect.any(String),
    path: expect.any(String),
    source: expect.stringMatching(/^stacks\/main\.ts:\d+$/),
    summary: expect.any(String),
    detail: expect.any(String),
    fix: expect.any(String),
    references: expect.any(Array),
  });
});

test('a value that cannot be made is a finding at the line that asked for it', async () => {
  const text = `${imports}\nfunction range(text: string): Cidr {\n  return Cidr.parse(text);\n}\nrange('10.0.0.0');\n`;
  const line = text.split('\n').findIndex((each) => each.includes('return Cidr.parse')) + 1;

  const { code, out, err } = await project.runProgram(text, 'check');

  expect({ code, out }).toEqual({ code: 2, out: '1 error\n' });
  expect(err).toBe(
    [
      'error  invalid-value: a value has the wrong form',
      `  at    stacks/main.ts:${String(line)}`,
      '  why   "10.0.0.0" has no prefix length.',
      '  fix   Did you mean "10.0.0.0/32"?',
      '',
      '',
    ].join('\n'),
  );
});

describe('environments that stand wrong', () => {
  const details = async (text: string): Promise<unknown> =>
    (JSON.parse((await project.runProgram(text, 'check', '--json')).out) as readonly Record<string, string>[])
      .filter(({ code }) => ['environment-', 'outside-', 'program-', 'name-'].some((start) => code?.startsWith(start)))
      .map(({ code, path, source, detail, fix }) => ({ code, path, source, detail, fix }));

  test('two of one name in two apps', async () => {
    const text = program(lab(), 'const second = new App();', "new Environment(second, 'lab');", 'second.synth();');

    expect(await details(text)).toMatchInlineSnapshot(`
      [
        {
          "code": "environment-duplicate",
          "detail": ""lab" is declared at stacks/main.ts:10 already; both would be written to the same folder.",
          "fix": "Give one of them another name.",
          "path": "lab",
          "source": "stacks/main.ts:17",
        },
      ]
    `);
  });

  test('one inside another', async () => {
    expect(await details(program(lab(), "new Environment(lab, 'inner');"))).toMatchInlineSnapshot(`
      [
        {
          "code": "environment-nested",
          "detail": ""inner" stands inside the environment "lab".",
          "fix": "Make it beside "lab": new Environment(app, 'inner', ...).",
          "path": "lab/inner",
          "source": "stacks/main.ts:16",
        },
      ]
    `);
  });

  test('a chart in no environment', async () => {
    expect(await details(program(lab(), "new Chart(app, 'stray');"))).toMatchInlineSnapshot(`
      [
        {
          "code": "outside-environment",
          "detail": ""stray" would be written nowhere.",
          "fix": "Put it into an environment: new Stack(environment, 'name'), or new Chart(environment, 'name').",
          "path": "stray",
          "source": "stacks/main.ts:16",
        },
      ]
    `);
  });

  test('names that differ only in case cannot both be valid', async () => {
    expect(await details(program(lab(), lab('Lab')))).toMatchInlineSnapshot(`
      [
        {
          "code": "name-invalid",
          "detail": "The name of an environment, "Lab" may hold only lower-case letters, digits and "-", beginning and ending with a letter or digit.",
          "fix": "Did you mean "lab"?",
          "path": "Lab",
          "source": "stacks/main.ts:17",
        },
      ]
    `);
  });

  test('no environment at all', async () => {
    expect(await details(program())).toMatchInlineSnapshot(`
      [
        {
          "code": "program-empty",
          "detail": "The program made no App with an Environment in it, so there is nothing to synthesize.",
          "fix": "Write new Environment(app, 'production', ...). If the program waits for something first, export its promise.",
          "path": "",
          "source": undefined,
        },
      ]
    `);
    expect(await details('export const nothing = 1;')).toEqual(await details(program()));
  });
});

test('environments below a construct of the author are found', async () => {
  const text = program("const group = new Construct(app, 'group');", lab().replace('(app,', '(group,'));

  expect(await project.runProgram(`import { Construct } from 'constructs';\n${text}`, 'check')).toMatchObject({
    code: 0,
    out: 'lab: no findings\n',
  });
});

test('several apps are one program', async () => {
  const text = program(lab(), 'const second = new App();', lab('next').replace('(app,', '(second,'));

  expect((await project.runProgram(text, 'check')).out).toBe('lab, next: no findings\n');
});

test('apps of one program with different folders are refused', async () => {
  const text = program(lab(), "const second = new App({ output: 'more' });", lab('next').replace('(app,', '(second,'));

  expect((await project.runProgram(text, 'synth')).err).toContain(
    'The apps of the program write to "dist" and "more".',
  );
});

test('a program that forgot app.synth() is checked all the same', async () => {
  expect((await project.runProgram(program(lab()).replace('app.synth();', ''), 'check')).out).toBe(
    'lab: no findings\n',
  );
});

test('a program that waits for something exports its promise', async () => {
  const text = program(lab())
    .replace('const app', 'async function build() { await null; const app')
    .replace(/$/, '} export default build();');

  expect((await project.runProgram(text, 'check')).out).toBe('lab: no findings\n');
});

test('what is thrown while the program is built has the line that led to it, also below an environment', async () => {
  const { out } = await project.runProgram(program(lab(), "new Stack(lab, 'shop');"), 'check', '--json');

  expect(JSON.parse(out)).toMatchObject([{ code: 'name-taken', path: 'lab', source: 'stacks/main.ts:16' }]);
});
