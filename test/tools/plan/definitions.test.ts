import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Probe } from '../../../lib/plan';
import { plan } from '../../../lib/plan';
import { renderAnsible } from '../../../lib/plan/render';
import { committed } from '../../plan/committed';
import { run, type Outcome } from '../run';
import { folderOf } from './bed';

jest.setTimeout(60_000);

const bed = committed('bed');
const names = ['gateways.gateway.networking.k8s.io', 'httproutes.gateway.networking.k8s.io'];
const precondition: Probe = { kind: 'definitions', names };
const made = plan({ to: bed });
const steps = made.steps.map((step) => (step.id === 'guests/guestbook/apply' ? { ...step, precondition } : step));

// Tells the kinds in a file, and fails as kubectl does where one of those who extend the API is away.
const kubectl = `#!/bin/sh
folder=$(dirname "$0")
echo "$1" >>"$folder/calls"
case $1 in
api-resources)
  cat "$folder/kinds"
  [ -s "$folder/kinds" ] || echo 'The connection to the server was refused' >&2
  exit 1
  ;;
diff) [ -e "$folder/applied" ] || exit 1 ;;
apply) touch "$folder/applied" ;;
esac
`;
const folder = folderOf(new Map([...renderAnsible({ ...made, steps }, bed), ['bin/kubectl', kubectl]]));
chmodSync(join(folder, 'bin/kubectl'), 0o755);

function applied(kinds: readonly string[]): Promise<Outcome> {
  writeFileSync(join(folder, 'bin/kinds'), kinds.map((kind) => `${kind}\n`).join(''));
  const env = { PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`, PLINTH_DESK: folder };
  return run('sh', ['steps/guests/guestbook/apply.sh'], { cwd: folder, env });
}

test('objects of a kind that the cluster does not know are not applied, and the message says what to do', async () => {
  const { status, stderr } = await applied(['pods', 'xgateways.gateway.networking.k8s.io', names[1] ?? '']);

  expect({ status, stderr }).toEqual({
    status: 3,
    stderr:
      'plinth: guests/guestbook/apply on the control node cannot begin: the cluster does not know gateways.gateway.networking.k8s.io, ' +
      'which this environment does not bring. dist/bed/manifests/_cluster/required.txt says where the definitions are, and their digests: ' +
      'fetch each, compare it, kubectl apply --server-side -f FILE, and apply again.\n',
  });
});

test('an API server that tells no kinds at all is not said to know none', async () => {
  const { status, stderr } = await applied([]);

  expect({ status, stderr }).toEqual({
    status: 3,
    stderr:
      'plinth: guests/guestbook/apply on the control node cannot begin: kubectl api-resources: The connection to the server was refused.\n',
  });
});

test('once it knows them they are, also while somebody who extends the API is away', async () => {
  expect((await applied(['pods', ...names])).status).toBe(0);
});
