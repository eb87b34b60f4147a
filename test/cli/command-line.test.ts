import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from './project';

let project: Project;
beforeAll(() => (project = new Project()));
afterAll(() => {
  project.remove();
});

test.each([
  [['syth'], "error: unknown command 'syth'\n(Did you mean synth?)\n"],
  [['frobnicate'], "error: unknown command 'frobnicate'\n"],
  [['synth', '--chek'], "error: unknown option '--chek'\n(Did you mean --check?)\n"],
  [
    ['check', '--format', 'xml'],
    "error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json.\n",
  ],
  [
    ['plan', 'lab', '--json', '--format', 'markdown'],
    'error: the formats json and markdown are both asked for; say one format\n',
  ],
  [['check', '--format=text', '--json'], 'error: the formats text and json are both asked for; say one format\n'],
  [
    ['plan', 'lab', '--format', 'json', '--format', 'markdown'],
    'error: the formats json and markdown are both asked for; say one format\n',
  ],
  [['explain'], "error: missing required argument 'resource'\n"],
  [['list', 'lab'], "error: too many arguments for 'list'. Expected 0 arguments but got 1.\n"],
])('%j', async (argv, expected) => {
  const { code, out, err } = await project.run(...argv);

  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toBe(expected);
});

test('one format may be said twice', async () => {
  expect(await project.run('check', '--json', '--format', 'json')).toEqual({ code: 0, out: '[]\n', err: '' });
});

test('the version is the package’s', async () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };

  expect(await project.run('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

test('help shows every verb, examples and exit codes', async () => {
  const { code, out, err } = await project.run('--help');

  expect({ code, err }).toEqual({ code: 0, err: '' });
  for (const verb of ['synth', 'check', 'list|ls', 'explain', 'update']) expect(out).toContain(`\n  ${verb} [options]`);
  expect(out).toContain('plinth synth --check');
  expect(out).toContain(
    'Exit codes: 0 done, 1 failed, 2 findings of severity error, 3 stale (synth --check), 130 stopped by Ctrl-C',
  );
});

test('without a verb, help and a failure', async () => {
  const { code, out, err } = await project.run();

  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('Usage: plinth');
});

describe('progress', () => {
  const ticking = (milliseconds: number): (() => number) => {
    let time = 0;
    return () => (time += milliseconds);
  };

  test('is shown to a person who has waited for a second, and wiped away', async () => {
    const { err } = await project.runWith({ isTTY: true, now: ticking(1001) }, 'synth');

    expect(err).toBe('Synthesizing lab …\r\u001b[2KChecking lab …\r\u001b[2KWriting dist …\r\u001b[2K');
  });

  test.each([
    ['is not shown before', { isTTY: true, now: ticking(1) }, []],
    ['is not written to a pipe', { isTTY: false, now: ticking(1001) }, []],
    ['is not shown when quiet', { isTTY: true, now: ticking(1001) }, ['-q']],
  ])('%s', async (_name, surroundings, options) => {
    expect((await project.runWith(surroundings, 'synth', ...options)).err).toBe('');
  });
});
