import { join } from 'node:path';
import type { Step } from '../../plan';
import { isMissing, type RunningProcess } from '../run/command';
import { parseEvent } from './events';
import type { Execution } from './run-scripts';

export interface AnsibleExecution extends Execution {
  /** The program, `ansible-playbook` or a path to it. */
  readonly ansible: string;
  /** Whether every step of the plan is carried out. */
  readonly isWhole: boolean;
  /** What runs now. */
  readonly running: () => number;
  readonly sshConfig: string;
  readonly control: string;
}

/** How Ansible ended. */
export type AnsibleEnd =
  { readonly kind: 'done' } | { readonly kind: 'missing' } | { readonly kind: 'failed'; readonly said: string };

/** How long Ansible may take to end itself: interrupted, it has been seen to wait for ever for a thread of its own. */
const patienceMilliseconds = 10_000;

/**
 * Carries out steps by one call of `ansible-playbook`, whose callback plugin tells how it goes.
 *
 * Asked to stop, it lets the steps that run come to their end and begins no other; asked again, it ends at once.
 */
export async function runAnsible(steps: readonly Step[], execution: AnsibleExecution): Promise<AnsibleEnd> {
  const { run, folder, env, ansible, isWhole, take, log, stop, onChild, running, sshConfig, control } = execution;
  let child: RunningProcess | undefined;
  let deadline: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    child?.signal('SIGINT');
    deadline ??= setTimeout(() => child?.signal('SIGKILL'), patienceMilliseconds);
  };
  const forget = stop.onRequest((count) => {
    if (count > 2) child?.signal('SIGKILL');
    else if (count > 1 || running() === 0) interrupt();
  });
  const outcome = await run({
    program: ansible,
    // Never --skip-tags: a task for several hosts has the names of all their steps, and one of them would skip it for all.
    args: ['-i', 'inventory.yml', 'site.yml', ...(isWhole ? [] : ['--tags', steps.map(({ id }) => id).join(',')])],
    cwd: folder,
    env: {
      ...env,
      ANSIBLE_CONFIG: join(folder, 'ansible.cfg'),
      ANSIBLE_CALLBACK_PLUGINS: join(folder, 'callback_plugins'),
      ANSIBLE_STDOUT_CALLBACK: 'plinth_progress',
      ANSIBLE_SSH_COMMON_ARGS: `-F ${sshConfig}`,
      ANSIBLE_SSH_CONTROL_PATH_DIR: control,
      ANSIBLE_HOST_KEY_CHECKING: 'True',
      ANSIBLE_NOCOLOR: '1',
      PYTHONUNBUFFERED: '1',
    },
    onLine: (line) => {
      log(line);
      const event = parseEvent(line);
      if (!event) return;
      take(event);
      if (event.kind === 'end' && stop.count > 0 && running() === 0) interrupt();
    },
    onStart: (process) => {
      child = process;
      onChild(process.pid);
    },
  });
  forget();
  clearTimeout(deadline);
  const { exitCode, errors } = outcome;
  for (const line of errors.split('\n')) if (line !== '') log(line);
  if (exitCode === 0) return { kind: 'done' };
  if (isMissing(outcome)) return { kind: 'missing' };
  const said = errors.trim().split('\n').slice(-5).join('\n');
  return { kind: 'failed', said: said === '' ? `ansible-playbook ended with ${String(exitCode)}` : said };
}
