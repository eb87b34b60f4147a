import type { Resource } from '../../../lib/assembly';
import { stepScript } from '../../../lib/plan/script/step-script';
import { smallAssembly, smallPlan, step } from '../../plan/small-plan';
import { onDebianHost } from './debian-host';

jest.setTimeout(600_000);

const ada: Resource = {
  id: '_hosts/plinth/user/pool:ada',
  ...{ owner: '_hosts/pool', stack: '_hosts', kind: 'user' },
  spec: { on: { pool: 'pool' }, name: 'ada', system: false, sudo: true, groups: [], keys: [] },
};
const one = step('host/host-1/deliver', {
  actions: [{ kind: 'deliver', resources: [ada.id] }],
  postcondition: { kind: 'delivered', resources: [ada.id] },
});
const scripts = { 'deliver.sh': stepScript(one, smallPlan(one), smallAssembly(ada)) };

test('a rule in a file that sudo does not read is no rule, and one in a file that it reads is', async () => {
  const rule = 'ada ALL=(ALL) NOPASSWD:ALL';
  const [before, after, allowed, again, folder] = await onDebianHost('host-1', scripts, [
    `useradd ada; echo '${rule}' >/etc/sudoers.d/plinth-ada.new~; chmod 0440 /etc/sudoers.d/*; sudo -l -U ada`,
    'sh /steps/deliver.sh',
    'sudo -l -U ada',
    `mv /etc/sudoers.d/plinth-ada /etc/sudoers.d/90-cloud-init-users; sh /steps/deliver.sh`,
    'ls /etc/sudoers.d; ls /etc/plinth-sudoers.new',
  ]);
  expect(before?.stdout).toContain('ada is not allowed to run sudo');
  expect(after?.stdout).toMatch(/ {2}user ada\nplinth: done\n$/);
  expect(allowed?.stdout).toContain('(ALL) NOPASSWD: ALL');
  expect(again?.stdout).toBe('plinth: satisfied\n');
  // Nothing is staged where sudo looks, and nothing is left elsewhere.
  expect(folder?.stdout.split('\n').filter((name) => name.startsWith('plinth'))).toEqual(['plinth-ada.new~']);
});
