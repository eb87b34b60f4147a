import { stepScript } from '../../../lib/plan/script/step-script';
import { file, smallAssembly, smallPlan, step, unit } from '../../plan/small-plan';
import { onDebianHost } from './debian-host';

jest.setTimeout(600_000);

const bytes = Array.from({ length: 0x7ff }, (_, index) => String.fromCodePoint(index + 1)).join('');

// What shells, here-documents and programs that print names read in a way of their own.
const files = [
  file('/etc/t/plain', 'one\ntwo\n'),
  file('/etc/t/no-end', 'one\ntwo'),
  file('/etc/t/empty', ''),
  file('/etc/t/one-newline', '\n'),
  file('/etc/t/blank-ends', 'one\n\n\n'),
  file('/etc/t/delimiters', 'END\nEND-2\n  END\n'),
  file('/etc/t/last-is-delimiter', 'one\nEND'),
  file('/etc/t/quotes', `'"\`$HOME $(id) \${x:-y} \\ \\n \\\\ ! ~ * ?\n`),
  file('/etc/t/tabs', '\tone\n\t\ttwo \t\n'),
  file('/etc/t/carriage', 'one\r\ntwo\r'),
  file('/etc/t/every-character', bytes),
  file('/etc/t/languages', 'žluťoučký kůň “quoted” — ’tis € 漢字 \u{1f427}\n'),
  file("/etc/t/it's a name", 'x\n'),
  file('/etc/t/$name `id` "q"', 'x\n'),
  file('/etc/t/back\\slash', 'x\n'),
  file('/etc/t/*?[a]', 'x\n'),
  file('/etc/t/-rf', 'x\n', { mode: '0600' }),
  file('/etc/t/žluť', 'x\n', { mode: '4755' }),
  file('/etc/t/large', `${'0123456789abcdef'.repeat(8)}\n`.repeat(4000)),
];
const units = [
  unit('dev-disk-by\\x2duuid.swap', {
    body: [{ name: 'Unit', settings: [['Description', '%n \\x20 "a" $b']] }],
    state: 'enabled',
  }),
];
const resources = [...files, ...units];
const ids = resources.map(({ id }) => id);
const deliver = step('host/host-1/deliver', {
  actions: [{ kind: 'deliver', resources: ids }],
  postcondition: { kind: 'delivered', resources: ids },
});
const script = stepScript(deliver, smallPlan(deliver), smallAssembly(...resources));

test.each(['dash', 'bash --posix'])('every text and name arrives byte for byte through %s', async (shell) => {
  const [first, second, listed] = await onDebianHost('host-1', { 'deliver.sh': script }, [
    `${shell} </steps/deliver.sh`,
    `${shell} /steps/deliver.sh`,
    'cd /etc/t; for f in ./* ./.[!.]*; do [ -f "$f" ] && printf "%s %s\\n" "$(base64 -w0 <"$f")" "$f"; done',
  ]);
  expect(first?.stderr).toBe('');
  expect(second).toEqual({ status: 0, stdout: 'plinth: satisfied\n', stderr: '' });
  const found = new Map(
    (listed?.stdout ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => {
        const space = line.indexOf(' ');
        return [`/etc/t/${line.slice(space + 3)}`, Buffer.from(line.slice(0, space), 'base64').toString('utf8')];
      }),
  );
  for (const { spec } of files) {
    expect([spec.path, found.get(spec.path)]).toEqual([spec.path, spec.body.value]);
  }
});

test.each(files.map(({ spec }) => [spec.path] as const))('a change of %s is noticed', async (path) => {
  const quoted = `'${path.replaceAll("'", "'\\''")}'`;
  const [, outcome] = await onDebianHost('host-1', { 'deliver.sh': script }, [
    'sh /steps/deliver.sh',
    `printf x >>${quoted}; sh /steps/deliver.sh`,
  ]);
  expect(outcome?.stdout).toBe(`Do host/host-1/deliver\n  ${path}\nplinth: done\n`);
});
