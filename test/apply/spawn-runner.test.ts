import { spawnRunner, type Command } from '../../lib/apply';

const sh = (script: string, more: Partial<Command> = {}): ReturnType<typeof spawnRunner> =>
  spawnRunner({ program: 'sh', args: ['-c', script], ...more });

test('a program gets its input, folder and variables, and gives its output, errors and exit code', async () => {
  const { exitCode, output, errors } = await sh('cat; pwd; echo "$WORD"; echo no >&2; exit 3', {
    ...{ input: 'in\n', cwd: '/', env: { WORD: 'a b' } },
  });

  expect({ exitCode, output: output.toString(), errors }).toEqual({
    exitCode: 3,
    output: 'in\n/\na b\n',
    errors: 'no\n',
  });
});

test('lines come whole, also the last without an end', async () => {
  const lines: string[] = [];

  await sh(String.raw`printf 'one\ntw'; sleep 0.1; printf 'o\n\303'; sleep 0.1; printf '\244'`, {
    onLine: (line) => lines.push(line),
  });

  expect(lines).toEqual(['one', 'two', 'ä']);
});

test('a program that is not there', async () => {
  const { exitCode, errors } = await spawnRunner({ program: 'plinth-has-no-such-program', args: [] });

  expect(exitCode).toBe(127);
  expect(errors).toContain('ENOENT');
});

test('a program that takes too long is ended with all that it started', async () => {
  const { exitCode } = await sh('sleep 30 & sleep 30', { timeoutSeconds: 0.2 });

  expect(exitCode).toBe(124);
});

test('a program that is told to end leads a group of its own', async () => {
  const { exitCode } = await sh('sleep 30', {
    onStart: ({ pid, signal }) => {
      expect(pid).toBeGreaterThan(1);
      signal('SIGTERM');
      signal('SIGKILL');
    },
  });

  expect([128 + 15, 128 + 9]).toContain(exitCode);
});

test('who does not read its input is no failure', async () => {
  expect((await sh('exec 0<&-; exit 0', { input: 'x'.repeat(1 << 20) })).exitCode).toBe(0);
});

test('what goes on in the background with the errors of a program, as a kept connection of ssh does, is not waited for', async () => {
  const began = Date.now();

  const { exitCode, errors } = await sh('echo no >&2; sleep 5 >/dev/null & exit 4');

  expect({ exitCode, errors }).toEqual({ exitCode: 4, errors: 'no\n' });
  expect(Date.now() - began).toBeLessThan(4000);
});
