import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, type Outcome } from '../run';
import { folderOf, renderedInstall, scriptOf } from './bed';

jest.setTimeout(60_000);

// Notes what it is told, and answers as a file in its folder says: exit code, then text.
const kubectl = `#!/bin/sh
folder=$(dirname "$0")
echo "$*" >>"$folder/calls"
verb=$1
[ "$verb" != create ] || cat >"$folder/created-$(ls "$folder" | grep -c created)"
[ "$verb" != patch ] || cat >"$folder/patched-$5"
# The values of a secret, apart from the names of its keys.
case $* in *resourceVersion*) verb=values ;; esac
answer=$folder/answer-$verb
[ ! -e "$answer.once" ] || { mv "$answer.once" "$folder/answer"; answer=$folder/answer; }
[ -e "$answer" ] || exit 0
sed 1d "$answer"
exit "$(head -n 1 "$answer")"
`;
const rendered = renderedInstall('bed');
const folder = folderOf(new Map([...rendered, ['bin/kubectl', kubectl]]));
const bin = join(folder, 'bin');
chmodSync(join(bin, 'kubectl'), 0o755);

beforeEach(async () => {
  await run('sh', ['-c', `cd '${bin}' && rm -f answer* calls created-* patched-*`]);
});

/** How kubectl ends and what it prints, from now on or the next time. */
function answer(verb: string, code: number, text: string, often: 'always' | 'once' = 'always'): void {
  writeFileSync(join(bin, `answer-${verb}${often === 'once' ? '.once' : ''}`), `${String(code)}\n${text}`);
}

function carryOut(step: string): Promise<Outcome> {
  const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}`, PLINTH_DESK: folder };
  return run('sh', [`steps/${step}.sh`], { cwd: folder, env });
}

/** A script that does not wait until what it did is seen. */
function impatient(step: string): void {
  const text = scriptOf(rendered, step).replace(/^carry_out again \d+/m, 'carry_out again 0');
  writeFileSync(join(folder, `steps/${step}.sh`), text);
}

const calls = (): readonly string[] => readFileSync(join(bin, 'calls'), 'utf8').trimEnd().split('\n');

test('what is the same is not applied', async () => {
  expect(await carryOut('cluster/apply')).toEqual({ status: 0, stdout: 'plinth: satisfied\n', stderr: '' });
  expect(calls()).toHaveLength(1);
  expect(calls()[0]).toMatch(
    /^diff --server-side --field-manager=plinth --filename=manifests\/_cluster\/guests\.namespace\.yaml /,
  );
});

test('what differs is applied, by the manager that is called plinth and without force', async () => {
  answer('diff', 1, 'diff -u -N /tmp/LIVE/v1.Namespace..guests /tmp/MERGED/v1.Namespace..guests\n', 'once');
  const outcome = await carryOut('cluster/apply');
  expect(outcome.stdout).toBe('Apply 7 objects of cluster\nplinth: done\n');
  expect(calls()[1]).toMatch(/^apply --server-side --field-manager=plinth --filename=manifests\/_cluster\//);
  expect(calls().join()).not.toContain('force');
});

test('what goes on to differ is named', async () => {
  answer('diff', 1, 'diff -u -N /tmp/LIVE-1/apps.v1.DaemonSet.a.b /tmp/MERGED-1/apps.v1.DaemonSet.a.b\n');
  impatient('cluster/apply');
  const outcome = await carryOut('cluster/apply');
  expect(outcome).toMatchObject({
    status: 4,
    stderr:
      'plinth: cluster/apply on the control node: within 0 s this did not come true: these differ: apps.v1.DaemonSet.a.b. See why, and apply again.\n',
  });
});

test('an API server that is not there yet is asked again, and a conflict is not', async () => {
  answer('diff', 1, '', 'once');
  answer('apply', 1, 'The connection to the server was refused: connection refused\n', 'once');
  expect((await carryOut('guests/apply')).status).toBe(0);
  expect(calls().filter((call) => call.startsWith('apply'))).toHaveLength(2);
  answer('diff', 1, '', 'once');
  answer(
    'apply',
    1,
    'error: Apply failed with 1 conflict: conflict with "kubectl-edit" using apps/v1: .spec.replicas\nPlease review the fields above--they currently have other managers. Here\nare the ways you can resolve this warning:\n',
  );
  expect(await carryOut('guests/apply')).toMatchObject({
    status: 1,
    stderr:
      'plinth: Somebody else owns fields of what is to be applied, and they are not taken: error: Apply failed with 1 conflict: conflict with "kubectl-edit" using apps/v1: .spec.replicas. Let whoever it is give them up, or take them out of what is declared.\n',
  });
});

describe('pods that came up on the first node', () => {
  const step = 'cluster/spread-coredns';
  const listed = (...nodes: readonly string[]): string =>
    nodes.map((node, index) => `${node} coredns-${String(index + 1)}\n`).join('');

  test('stay where they are on two', async () => {
    answer('get', 0, listed('control-1', 'worker-1'));
    expect(await carryOut(step)).toMatchObject({ status: 0, stdout: 'plinth: satisfied\n' });
    expect(calls()[0]).toBe('rollout status --namespace kube-system --timeout=5s deployment/coredns');
    expect(calls().some((call) => call.startsWith('delete'))).toBe(false);
  });

  test('and where there is only one of them', async () => {
    answer('get', 0, listed('control-1'));
    expect(await carryOut(step)).toMatchObject({ status: 0, stdout: 'plinth: satisfied\n' });
  });

  test('are not taken for spread where nobody can tell, or there are none', async () => {
    impatient(step);
    answer('get', 1, 'connection refused\n');
    expect((await carryOut(step)).stderr).toContain('kubectl get pods in kube-system: connection refused. See why');
    answer('get', 0, '');
    expect((await carryOut(step)).stderr).toContain(
      'deployment/coredns in kube-system has no pods on any node. See why',
    );
  });

  test('go elsewhere, all but one, where they share it', async () => {
    answer('get', 0, listed('control-1', 'control-1', 'control-1'));
    impatient(step);
    expect(await carryOut(step)).toMatchObject({
      status: 4,
      stderr:
        'plinth: cluster/spread-coredns on the control node: within 0 s this did not come true: all pods of deployment/coredns in kube-system are on control-1. See why, and apply again.\n',
    });
    expect(calls().filter((call) => call.startsWith('delete'))).toEqual([
      'delete pod --namespace kube-system --ignore-not-found --wait=false coredns-2',
      'delete pod --namespace kube-system --ignore-not-found --wait=false coredns-3',
    ]);
  });
});

/** All of a step but its postcondition: nothing can be asked of this API server afterwards. */
function actionsOnly(step: string): void {
  const text = scriptOf(rendered, step)
    .replace(/^postcondition\(\) \{\n[^]*?\n\}/m, 'postcondition() {\n  [ -n "$made" ]\n}')
    .replace(/^actions\(\) \{\n/m, 'made=""\nactions() {\n  made=yes\n');
  writeFileSync(join(folder, `steps/${step}.sh`), text);
}

/** What a secret holds, as it is asked for. */
function held(data: Readonly<Record<string, string>>): string {
  return ['= 7', ...Object.entries(data).map(([key, value]) => `${key} ${value}`), ''].join('\n');
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

test('a secret is made once, its values fit each other, and none is an argument', async () => {
  actionsOnly('guests/secrets');
  const outcome = await carryOut('guests/secrets');
  expect(outcome.stderr).toBe('');
  const created = readdirSync(bin).filter((name) => name.startsWith('created-'));
  const all = created.map(
    (name) =>
      JSON.parse(readFileSync(join(bin, name), 'utf8')) as {
        readonly metadata: { readonly name: string; readonly namespace: string };
        readonly data: Readonly<Record<string, string>>;
      },
  );
  expect(all.map(({ metadata }) => `${metadata.namespace} ${metadata.name}`)).toEqual([
    'guests entries-guestbook',
    'guests entries-patroni',
    'guests entries-superuser',
    'guests visits-redis',
  ]);
  const data = all[3]?.data ?? {};
  const value = (key: string): string => Buffer.from(data[key] ?? '', 'base64').toString('utf8');
  const password = value('password');
  expect(password).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(value('auth.conf')).toBe(`requirepass ${password}\n`);
  expect(value('url')).toBe(`redis://:${password}@visits:6379/0`);
  for (const text of [outcome.stdout, calls().join('\n')]) {
    expect(text).not.toContain(password);
    expect(text).not.toContain(data['password'] ?? '');
  }
  for (const name of created) rmSync(join(bin, name));
  answer('values', 0, held(Object.assign({}, ...all.map((one) => one.data)) as Record<string, string>));
  expect((await carryOut('guests/secrets')).status).toBe(0);
  expect(readdirSync(bin).filter((name) => /^(created|patched)/.test(name))).toEqual([]);
});

test('a key that a secret lacks is added, made of what is there, and nothing else changes', async () => {
  actionsOnly('guests/secrets');
  const there = ['username', 'restapi-password', 'replication-password', 'rewind-password', 'auth.conf'];
  const kept = Object.fromEntries([...there, 'password'].map((key) => [key, base64(`kept-${key}\n\n`)]));
  answer('values', 0, held(kept));
  const outcome = await carryOut('guests/secrets');
  expect(outcome.stderr).toBe('');
  expect(outcome.stdout).toContain('  secret visits-redis in guests, now with url\n');
  const patch = JSON.parse(readFileSync(join(bin, 'patched-visits-redis'), 'utf8')) as {
    readonly metadata: object;
    readonly data: Readonly<Record<string, string>>;
  };
  expect(patch.metadata).toEqual({ resourceVersion: '7' });
  expect(patch.data).toEqual({ url: base64('redis://:kept-password\n\n@visits:6379/0') });
  expect(readdirSync(bin).filter((name) => name.startsWith('created'))).toEqual([]);
  expect(calls().join()).not.toContain(patch.data['url'] ?? '');
});

test('a secret without one of its keys is named', async () => {
  impatient('guests/secrets');
  answer('get', 0, 'username password restapi-password replication-password rewind-password auth.conf ');
  expect((await carryOut('guests/secrets')).stderr).toMatch(/: the secret \S+ in guests has no key url\. See why/);
});

describe('a job whose pods differ', () => {
  const step = 'boutique/frontend-check/apply';
  const file = 'manifests/boutique/frontend-check.job.batch.yaml';
  const staging = renderedInstall('staging');
  const jobs = folderOf(new Map([...staging, ['bin/kubectl', kubectl]]));
  chmodSync(join(jobs, 'bin/kubectl'), 0o755);
  const done = async (said: string): Promise<readonly string[]> => {
    writeFileSync(join(jobs, 'bin/answer-diff.once'), '2\nfield is immutable\n');
    writeFileSync(join(jobs, 'bin/answer-apply.once'), said);
    const env = { PATH: `${join(jobs, 'bin')}:${process.env['PATH'] ?? ''}`, PLINTH_DESK: jobs };
    expect(await run('sh', [`steps/${step}.sh`], { cwd: jobs, env })).toMatchObject({ status: 0 });
    const told = readFileSync(join(jobs, 'bin/calls'), 'utf8').trimEnd().split('\n');
    rmSync(join(jobs, 'bin/calls'));
    return told.filter((call) => !call.startsWith('diff')).map((call) => call.split(' ').slice(0, 2).join(' '));
  };

  test('is deleted, and made anew', async () => {
    expect(await done('1\nThe Job "frontend-check" is invalid: spec.template: field is immutable\n')).toEqual([
      'apply --server-side',
      `delete --filename=${file}`,
      'apply --server-side',
    ]);
  });

  test('stays where only something else differs', async () => {
    expect(await done('0\n')).toEqual(['apply --server-side', 'apply --server-side']);
  });
});
