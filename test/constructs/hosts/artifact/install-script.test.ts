import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installScript } from '../../../../lib/constructs/hosts/artifact/install-script';
import { sha256 } from '../../../../lib/core';

/** Not every machine that runs the tests has curl; this one knows files only, and writes down what it was asked for. */
const curl = `#!/bin/sh
while [ $# -gt 1 ]; do
  [ "$1" = --output ] && out=$2
  shift
done
echo "$1" >>"$FETCHED"
cp "\${1#file://}" "$out" 2>/dev/null || exit 22
`;

let root: string;
const at = (...path: readonly string[]): string => join(root, ...path);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'plinth-artifacts-'));
  for (const folder of ['bin', 'mirror', 'lists']) mkdirSync(at(folder));
  writeFileSync(at('install'), installScript);
  for (const [name, text] of Object.entries({
    curl,
    // Neither may touch the machine that runs the tests.
    restorecon: '#!/bin/sh\n',
    'systemd-sysext': '#!/bin/sh\necho "$1" >>"$FETCHED"\n',
  })) {
    writeFileSync(at('bin', name), text);
    chmodSync(at('bin', name), 0o755);
  }
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

interface Ran {
  readonly status: number | null;
  readonly stderr: string;
  /** What was asked of the mirror. */
  readonly fetched: readonly string[];
}

function install(...lists: readonly string[]): Ran {
  const log = at('fetched');
  writeFileSync(log, '');
  const env = {
    PATH: `${at('bin')}:${process.env['PATH'] ?? ''}`,
    ...{ FETCHED: log, PLINTH_LISTS: at('lists'), PLINTH_STAMPS: at('stamps') },
  };
  const { status, stderr } = spawnSync('sh', [at('install'), ...lists.map((name) => at('lists', name))], { env });
  const fetched = readFileSync(log, 'utf8').split('\n').filter(Boolean);
  return { status, stderr: stderr.toString().replaceAll(root, ''), fetched };
}

/** A file on the mirror; its line in a list is made of the rest. */
function program(name: string, text: string, digest = sha256(text)): string {
  writeFileSync(at('mirror', name), text);
  return `${digest} file://${at('mirror', name)} - ${at('host', name)} 0755\n`;
}

const text = (name: string): string => readFileSync(at('host', name), 'utf8');

test('a program is brought once, and then needs no mirror', () => {
  writeFileSync(at('lists/kubelet'), program('kubelet', 'kubelet 1'));

  const first = install();
  rmSync(at('mirror'), { recursive: true });
  const second = install();

  expect(first).toMatchObject({ status: 0, stderr: '', fetched: [`file://${at('mirror/kubelet')}`] });
  expect(second).toEqual({ status: 0, stderr: '', fetched: [] });
  expect(text('kubelet')).toBe('kubelet 1');
  expect(statSync(at('host/kubelet')).mode & 0o777).toBe(0o755);
});

test('another release takes the place of the one before', () => {
  writeFileSync(at('lists/kubelet'), program('kubelet', 'kubelet 1'));
  install();
  writeFileSync(at('lists/kubelet'), program('kubelet', 'kubelet 2'));

  expect(install().status).toBe(0);
  expect(text('kubelet')).toBe('kubelet 2');
});

test('what was taken away is brought again', () => {
  writeFileSync(at('lists/kubelet'), program('kubelet', 'kubelet 1'));
  install();
  rmSync(at('host/kubelet'));

  expect(install().fetched).toHaveLength(1);
  expect(text('kubelet')).toBe('kubelet 1');
});

test('what has another digest is not put in place', () => {
  writeFileSync(at('lists/kubelet'), program('kubelet', 'kubelet 1'));
  install();
  const wanted = sha256('kubelet 2');
  writeFileSync(at('lists/kubelet'), program('kubelet', 'something else', wanted));

  const ran = install();

  expect(ran.status).toBe(1);
  expect(ran.stderr).toBe(
    `plinth: file:///mirror/kubelet has the digest ${sha256('something else')}, and not ${wanted}\n`,
  );
  expect(text('kubelet')).toBe('kubelet 1');
});

test('without a digest it is taken as it is', () => {
  writeFileSync(at('lists/kubelet'), program('kubelet', 'kubelet 1', '-'));

  expect(install().status).toBe(0);
  expect(text('kubelet')).toBe('kubelet 1');
});

test('files of an archive are fetched once together', () => {
  mkdirSync(at('etcd-linux'));
  for (const name of ['etcd', 'etcdctl']) writeFileSync(at('etcd-linux', name), name);
  spawnSync('tar', ['-czf', at('mirror/etcd.tgz'), '-C', root, './etcd-linux']);
  const digest = sha256(readFileSync(at('mirror/etcd.tgz')));
  const lines = ['etcd', 'etcdctl'].map(
    (name) => `${digest} file://${at('mirror/etcd.tgz')} etcd-linux/${name} ${at('host', name)} 0755\n`,
  );
  writeFileSync(at('lists/etcd'), lines.join(''));

  expect(install()).toMatchObject({ status: 0, fetched: [`file://${at('mirror/etcd.tgz')}`] });
  expect([text('etcd'), text('etcdctl')]).toEqual(['etcd', 'etcdctl']);
});

test('a file that the archive lacks is named', () => {
  spawnSync('tar', ['-czf', at('mirror/etcd.tgz'), '-C', root, './lists']);
  writeFileSync(at('lists/etcd'), `- file://${at('mirror/etcd.tgz')} etcd ${at('host/etcd')} 0755\n`);

  expect(install()).toMatchObject({ status: 1, stderr: 'plinth: file:///mirror/etcd.tgz has no etcd\n' });
  expect(existsSync(at('host/etcd'))).toBe(false);
});

test('one package can be brought alone', () => {
  writeFileSync(at('lists/kubelet'), program('kubelet', 'kubelet 1'));
  writeFileSync(at('lists/kubectl'), program('kubectl', 'kubectl 1'));

  install('kubelet');

  expect(readdirSync(at('host'))).toEqual(['kubelet']);
});

test('without lists there is nothing to do', () => {
  expect(install()).toEqual({ status: 0, stderr: '', fetched: [] });
});

test('an unreachable mirror is named, and leaves nothing behind', () => {
  writeFileSync(at('lists/kubelet'), `- file://${at('mirror/none')} - ${at('host/kubelet')} 0755\n`);

  expect(install()).toMatchObject({ status: 1, stderr: 'plinth: file:///mirror/none cannot be fetched\n' });
  expect(readdirSync(at('stamps'))).toEqual([]);
});
