import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseInventory, parseObservation } from '../../lib/apply/observe/host-observation';
import { recordProgram } from '../../lib/apply/record/record-program';
import { environmentOf } from '../../lib/apply/engine/step-environment';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'plinth-record-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('the list of objects arrives in the cluster as a later plan reads it', () => {
  // Keeps the file of the list, and what it was called with.
  const kubectl = `#!/bin/sh
echo "$@" >> ${folder}/calls
for word in "$@"; do case $word in --from-file=inventory=*) cp "\${word#*=inventory=}" ${folder}/inventory ;; esac; done
`;
  writeFileSync(join(folder, 'kubectl'), kubectl, { mode: 0o755 });
  const entries = [
    { apiVersion: 'v1', kind: 'Namespace', name: 'guests' },
    { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'guests', name: 'book "a"\\' },
  ];
  const program = join(folder, 'record.sh');
  writeFileSync(program, recordProgram('bed', 'abc'), { mode: 0o700 });

  const { status, stderr } = spawnSync(program, ['intent'], {
    input: entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''),
    env: { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}`, PLINTH_PARCELS: folder },
  });

  expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' });
  expect(parseInventory(readFileSync(join(folder, 'inventory'), 'utf8'))).toEqual(entries);
  expect(readFileSync(join(folder, 'calls'), 'utf8')).toMatch(
    /^get configmap plinth-bed .*\ncreate configmap plinth-bed --namespace kube-system .* --from-literal=digest=abc --from-literal=state=intent --dry-run=client -o yaml\napply --server-side --field-manager plinth -f .*\.yaml\n$/,
  );
});

test('what is recorded stays on the list until it is told to be gone', () => {
  const entry = (name: string, apiVersion = 'apps/v1') => ({
    apiVersion,
    kind: 'Deployment',
    namespace: 'guests',
    name,
  });
  const recorded = [entry('kept', 'apps/v1beta1'), entry('removed'), entry('unknown')];
  const kubectl = `#!/bin/sh
[ "$1" != get ] || printf 'old intent %s' '${JSON.stringify(recorded)}'
for word in "$@"; do case $word in --from-file=inventory=*) cp "\${word#*=inventory=}" ${folder}/inventory ;; esac; done
`;
  writeFileSync(join(folder, 'kubectl'), kubectl, { mode: 0o755 });
  const program = join(folder, 'record.sh');
  writeFileSync(program, recordProgram('bed', 'abc'), { mode: 0o700 });

  const { status, stderr } = spawnSync(program, ['deployed'], {
    input: `${JSON.stringify(entry('kept'))}\nforget ${JSON.stringify(entry('removed'))}\n`,
    env: { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}`, PLINTH_PARCELS: folder },
  });

  expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' });
  expect(parseInventory(readFileSync(join(folder, 'inventory'), 'utf8'))).toEqual([entry('kept'), entry('unknown')]);
});

test('where the cluster does not take it, the step fails', () => {
  writeFileSync(join(folder, 'kubectl'), '#!/bin/sh\n[ "$1" != apply ] || { echo refused >&2; exit 1; }\n', {
    mode: 0o755,
  });
  const program = join(folder, 'record.sh');
  writeFileSync(program, recordProgram('bed', 'abc'), { mode: 0o700 });

  const { status, stderr } = spawnSync(program, ['deployed'], {
    env: { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}`, PLINTH_PARCELS: folder },
  });

  expect({ status, stderr: stderr.toString() }).toEqual({ status: 1, stderr: 'refused\n' });
});

test('a host that tells nonsense tells nothing', () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');

  expect(parseObservation(`deployed\t${base64('{"digest":1}')}\ninventory\t${base64('{}')}\nend\n`)).toEqual({
    steps: {},
  });
  expect(parseObservation('step\ta\tb\n')).toBeUndefined();
  expect(parseInventory('[{"kind":"x"},1]')).toEqual([]);
});

test('scripts find boot documents from where machines are made', () => {
  mkdirSync(join(folder, 'desk/machines'), { recursive: true });
  const places = { desk: 'd', parcels: 'p', kubeconfig: 'k', sshConfig: 's', record: 'r' };

  const env = environmentOf({
    ...places,
    machines: join(folder, 'desk/machines'),
    boot: join(folder, 'build/lab/boot'),
  });

  expect(env['TF_VAR_boot']).toBe('../../build/lab/boot');
});
