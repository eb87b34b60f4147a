import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { debianRoot } from '../../../../tools/upstream';
import { inDebianRoot } from './root';

jest.setTimeout(600_000);

const environment = { ...process.env };
afterEach(() => {
  process.env = { ...environment };
});

const args = (script: string): { readonly args: readonly string[] } => ({ args: ['sh', '-c', script] });

test('commands run one after another, each with its own status', async () => {
  const file = { path: '/opt/plinth/greet', text: '#!/bin/sh\necho "hello $1"\n' };
  expect(await inDebianRoot([file], [{ args: [file.path, 'you'] }, args('echo no >&2; exit 3')])).toEqual([
    { status: 0, stdout: 'hello you\n', stderr: '' },
    { status: 3, stdout: '', stderr: 'no\n' },
  ]);
});

test('what one call writes no other sees', async () => {
  await inDebianRoot([{ path: '/etc/left-behind', text: 'x' }], []);
  expect(await inDebianRoot([], [args('ls /etc/left-behind')])).toMatchObject([{ status: 2 }]);
});

test('nothing of it runs or is mounted afterwards', async () => {
  const mark = randomUUID();
  await inDebianRoot([], [args(`setsid sh -c "sleep 600; : ${mark}" >/dev/null 2>&1 &`)]);
  await expect(inDebianRoot([], [{ args: ['no-such-program', mark] }])).rejects.toThrow('no-such-program');

  expect(processes().filter((line) => line.includes(mark))).toEqual([]);
  const { mount } = await places();
  expect(readFileSync('/proc/mounts', 'utf8')).not.toContain(mount);
  expect(readdirSync(mount)).toEqual([]);
});

test('it has no way out, and the machine is not its own', async () => {
  const [links, panic, clock] = await inDebianRoot(
    [],
    [args('ip -brief link | cut -d" " -f1'), args('echo 1 >/proc/sys/kernel/panic'), args('date -s @0')],
  );
  expect(links?.stdout).toBe('lo\n');
  expect(panic).toMatchObject({ status: 2 });
  expect(panic?.stderr).toContain('Read-only file system');
  expect(clock?.stderr).toContain('Operation not permitted');
});

test('a daemon ends when it has printed what was waited for', async () => {
  const [outcome] = await inDebianRoot([], [{ ...args('echo begin; echo ready; exec sleep 600'), until: 'ready' }]);
  expect(outcome?.stdout).toBe('begin\nready\n');
  await expect(inDebianRoot([], [{ ...args('echo begin'), until: 'ready' }])).rejects.toThrow(
    '"sh -c echo begin" ended before it printed "ready":\nbegin\n',
  );
});

test('without namespaces the message says what is missing', async () => {
  await places();
  process.env['PATH'] = '/nowhere';
  await expect(inDebianRoot([], [])).rejects.toThrow(
    'The command "unshare" of util-linux could not be run, which enters a Debian root.',
  );
});

async function places(): Promise<{ readonly mount: string }> {
  return { mount: join(await debianRoot(), 'mount') };
}

function processes(): readonly string[] {
  return readdirSync('/proc')
    .map((entry) => join('/proc', entry, 'cmdline'))
    .filter((file) => existsSync(file))
    .map((file) => {
      try {
        return readFileSync(file, 'utf8');
      } catch {
        return ''; // It has just ended.
      }
    });
}
