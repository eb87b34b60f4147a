import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packagesScript } from '../../../lib/constructs/hosts/artifact/packages-script';

const folder = mkdtempSync(join(tmpdir(), 'plinth-packages-'));
const calls = join(folder, 'calls');

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Programs that note how they are called; of packages these are installed. */
function program(name: string, body: string): void {
  const path = join(folder, 'bin', name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
}

/** What the script calls for a list, on a host that has curl 8.14.1 and a held kubelet 1.36.3-1.1. */
function run(list: string): readonly string[] {
  rmSync(join(folder, 'lists'), { recursive: true, force: true });
  mkdirSync(join(folder, 'lists'));
  mkdirSync(join(folder, 'bin'), { recursive: true });
  writeFileSync(join(folder, 'lists', 'pool'), list);
  writeFileSync(calls, '');
  program(
    'dpkg-query',
    'for name; do :; done\ncase $name in curl) echo "ii  8.14.1" ;; kubelet) echo "hi  1.36.3-1.1" ;; *) exit 1 ;; esac',
  );
  for (const name of ['apt-get', 'apt-mark', 'systemctl']) program(name, `echo "${name} $*" >>"${calls}"`);
  const { status, stderr } = spawnSync('sh', ['-c', packagesScript], {
    env: { PATH: `${join(folder, 'bin')}:/usr/bin:/bin`, PLINTH_PACKAGES: join(folder, 'lists') },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return readFileSync(calls, 'utf8').split('\n').filter(Boolean);
}

const install =
  'apt-get install -y --no-install-recommends --allow-downgrades --allow-change-held-packages -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold';

test('what is there needs nobody to be asked', () => {
  expect(run('curl - -\nkubelet 1.36.3-1.1 hold\n')).toEqual([]);
});

test('what is missing is installed, and units that failed for want of it are started', () => {
  expect(run('curl - -\nhaproxy - -\nkeepalived - -\n')).toEqual([
    'apt-get update',
    `${install} haproxy keepalived`,
    'systemctl start --no-block default.target',
  ]);
});

test('another version is installed, up or down', () => {
  expect(run('kubelet 1.36.4-1.1 hold\n')).toEqual([
    'apt-get update',
    `${install} kubelet=1.36.4-1.1`,
    'systemctl start --no-block default.target',
  ]);
});

test('what is to stay is held', () => {
  expect(run('curl 8.14.1 hold\n')).toEqual(['apt-mark hold curl']);
});
