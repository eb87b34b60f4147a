import { renderAnsible } from '../../../lib/plan/render';
import { playsOf } from '../../../lib/plan/ansible/plays';
import { file, smallAssembly, smallPlan, step } from '../small-plan';

const controlNode = { kind: 'control-node' } as const;
const other = { kind: 'host', host: 'host-2' } as const;

const steps = [
  step('certificates/host-1/request', {
    gives: [{ name: 'certificates/host-1/requests', secret: false }],
  }),
  step('certificates/host-2/request', { move: 'certificates/request', place: other }),
  step('certificates/sign', {
    place: controlNode,
    title: 'Sign what hosts ask for',
    move: 'certificates/sign',
    needs: ['certificates/host-1/request', 'certificates/host-2/request'],
    takes: [{ name: 'certificates/host-1/requests', secret: false }],
  }),
  step('certificates/host-1/install', {
    needs: ['certificates/sign'],
    takes: [{ name: 'certificates/host-1/issued', secret: false }],
  }),
  step('worker/host-2/start', { place: other, move: 'worker/start' }),
];

test('the same move of several hosts is one play, as far from the first as its needs are long', () => {
  const plays = playsOf(smallPlan(...steps));
  expect(plays.map(({ path, steps: of }) => `${path}: ${of.map(({ id }) => id).join(' ')}`)).toEqual([
    'plays/1-certificates-request.yml: certificates/host-1/request certificates/host-2/request',
    'plays/2-worker-start.yml: worker/host-2/start',
    'plays/3-certificates-sign.yml: certificates/sign',
    'plays/4-certificates-install.yml: certificates/host-1/install',
  ]);
});

test('every step comes after all that it needs', () => {
  const order = playsOf(smallPlan(...steps)).flatMap(({ steps: of }) => of.map(({ id }) => id));
  for (const { id, needs } of steps) {
    for (const need of needs) expect(order.indexOf(need)).toBeLessThan(order.indexOf(id));
  }
});

const hostSteps = steps.filter(({ place }) => place.kind !== 'host' || place.host === 'host-1');
const rendered = renderAnsible(smallPlan(...hostSteps), smallAssembly(file('/etc/a', 'a\n')));

test('a plan is a folder that Ansible reads', () => {
  expect([...rendered.keys()]).toEqual([
    'ansible.cfg',
    'inventory.yml',
    'site.yml',
    'plays/1-certificates-request.yml',
    'plays/2-certificates-sign.yml',
    'plays/3-certificates-install.yml',
    'roles/step/tasks/main.yml',
    'action_plugins/plinth_step.py',
    'callback_plugins/plinth_progress.py',
    'steps/certificates/host-1/request.sh',
    'steps/certificates/sign.sh',
    'steps/certificates/host-1/install.sh',
  ]);
  expect(rendered.get('site.yml')).toMatchInlineSnapshot(`
    "---
    - name: "Carry out certificates/request"
      import_playbook: plays/1-certificates-request.yml
    - name: "Sign what hosts ask for"
      import_playbook: plays/2-certificates-sign.yml
    - name: "Carry out certificates/install"
      import_playbook: plays/3-certificates-install.yml
    "
  `);
  expect(rendered.get('inventory.yml')).toMatchInlineSnapshot(`
    "---
    all:
      hosts:
        host-1:
          ansible_host: 10.0.0.11
          ansible_user: debian
          ansible_become: true
      children:
        kube_control_plane:
          hosts: {}
        kube_node:
          hosts: {}
        etcd:
          hosts: {}
        k8s_cluster:
          hosts: {}
        pool_pool:
          hosts:
            host-1: {}
    "
  `);
});

test('a play says which script each host carries out, and by which tags it can be chosen', () => {
  expect(rendered.get('plays/3-certificates-install.yml')).toMatchInlineSnapshot(`
    "---
    - name: Carry out certificates/install
      hosts: host-1
      gather_facts: false
      any_errors_fatal: true
      tags:
        - certificates/install
        - certificates/host-1/install
      vars:
        plinth_move: certificates/install
        plinth_steps:
          host-1:
            id: certificates/host-1/install
            script: steps/certificates/host-1/install.sh
            takes:
              - certificates+host-1+issued
      roles:
        - role: step
    "
  `);
  expect(rendered.get('plays/2-certificates-sign.yml')).toContain('  hosts: localhost\n  connection: local\n');
});

test('a plan without steps is no play', () => {
  expect(renderAnsible(smallPlan(), smallAssembly()).get('site.yml')).toBe('---\n[]\n');
});
