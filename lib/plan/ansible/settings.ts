/** The role that all plays have: one task, which is the step. */
export const stepRole = `---
- name: Carry out the step
  plinth_step:
    step: "{{ plinth_steps[inventory_hostname] }}"
  when: >-
    'all' in ansible_run_tags or plinth_move in ansible_run_tags
    or plinth_steps[inventory_hostname].id in ansible_run_tags
`;

/**
 * Settings of Ansible.
 *
 * @param hosts - how many there are: all of a move are worked on at once
 */
export function settingsText(hosts: number): string {
  return `# Made by Plinth. Changes by hand are lost.
[defaults]
inventory = inventory.yml
roles_path = roles
action_plugins = action_plugins
callback_plugins = callback_plugins
# For people: ANSIBLE_STDOUT_CALLBACK=default.
stdout_callback = plinth_progress
forks = ${String(Math.min(Math.max(hosts, 1), mostForks))}
interpreter_python = auto_silent
localhost_warning = False
retry_files_enabled = False

[ssh_connection]
pipelining = True
`;
}

/** Each is a process of the control node. */
const mostForks = 50;
