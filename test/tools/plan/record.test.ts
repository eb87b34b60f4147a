import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stepScript } from '../../../lib/plan/script/step-script';
import { smallAssembly, smallPlan, step } from '../../plan/small-plan';
import { run, type Outcome } from '../run';
import { folderOf } from './bed';

const entry = (name: string) => ({ apiVersion: 'v1', kind: 'Service', namespace: 'guests', name });
const [kept, removed, handedOver] = [entry('kept'), entry('removed'), entry('handed-over')] as const;
const control = { place: { kind: 'control-node' }, always: true } as const;
const deployed = step('record/deployed', {
  ...control,
  actions: [{ kind: 'record-deployed', inventory: [kept] }],
});
const plan = smallPlan(
  step('record/intent', { ...control, actions: [{ kind: 'record-intent', inventory: [kept, removed, handedOver] }] }),
  step('cluster/prune', { ...control, actions: [{ kind: 'delete-objects', objects: [removed] }] }),
  deployed,
);
const folder = folderOf(
  new Map([
    ['deployed.sh', stepScript(deployed, plan, smallAssembly())],
    ['bin/kubectl', '#!/bin/sh\n[ ! -e "$(dirname "$0")/there" ] || echo service/removed\n'],
    [
      'record.sh',
      '#!/bin/sh\ncd "$(dirname "$0")"\ncat >recorded\n[ ! -e refusal ] || { cat refusal >&2; rm -f momentary && mv refusal momentary; exit 1; }\n',
    ],
  ]),
);
for (const program of ['bin/kubectl', 'record.sh']) chmodSync(join(folder, program), 0o755);

function record(): Promise<Outcome> {
  const env = {
    PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
    ...{ PLINTH_DESK: folder, PLINTH_RECORD: join(folder, 'record.sh') },
  };
  return run('sh', ['deployed.sh'], { cwd: folder, env });
}

const recorded = (): readonly string[] => readFileSync(join(folder, 'recorded'), 'utf8').trimEnd().split('\n');

test('what was removed is forgotten, and what the plan only lets go of', async () => {
  expect(await record()).toMatchObject({ status: 0, stderr: '' });
  expect(recorded()).toEqual([
    JSON.stringify(kept),
    `forget ${JSON.stringify(removed)}`,
    `forget ${JSON.stringify(handedOver)}`,
  ]);
});

test('what is there still, because nobody removed it, is not forgotten', async () => {
  writeFileSync(join(folder, 'bin/there'), '');
  expect(await record()).toMatchObject({ status: 0 });
  rmSync(join(folder, 'bin/there'));
  expect(recorded()).toEqual([JSON.stringify(kept), `forget ${JSON.stringify(handedOver)}`]);
});

test('an API server that is away for a moment is asked again, with the whole list', async () => {
  writeFileSync(join(folder, 'refusal'), 'The connection was refused: connection refused\n');
  expect(await record()).toMatchObject({ status: 0 });
  expect(recorded()).toHaveLength(3);
  expect(existsSync(join(folder, 'refusal'))).toBe(false);
});

test('what cannot be recorded is said with the reason', async () => {
  writeFileSync(join(folder, 'refusal'), 'error: no space left in etcd\n');
  const outcome = await record();
  expect(outcome).toMatchObject({
    status: 1,
    stderr: `plinth: What is deployed cannot be recorded: ${join(folder, 'record.sh')}: error: no space left in etcd\n`,
  });
});
