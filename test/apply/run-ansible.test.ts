import type { Outcome, Runner } from '../../lib/apply';
import { runAnsible, type AnsibleExecution } from '../../lib/apply/engine/run-ansible';
import { StopButton } from '../../lib/apply/engine/stop';

const ended: Outcome = { exitCode: 1, output: Buffer.of(), errors: '' };

/** An Ansible that goes on until one of these signals comes. */
function asked(endsBy: string): {
  readonly stop: StopButton;
  readonly heard: string[];
  readonly end: Promise<unknown>;
} {
  const heard: string[] = [];
  const stop = new StopButton();
  const run: Runner = ({ onStart }) =>
    new Promise((resolve) => {
      const signal = (name: string): void => {
        heard.push(name);
        if (name === endsBy) resolve(ended);
      };
      onStart?.({ pid: 1, signal });
    });
  const execution = {
    ...{ run, stop, folder: '/', env: {}, ansible: 'ansible-playbook', isWhole: true, sshConfig: '', control: '' },
    ...{ take: () => undefined, log: () => undefined, onChild: () => undefined, running: () => 0 },
  } as unknown as AnsibleExecution;
  return { stop, heard, end: runAnsible([], execution) };
}

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

test('Ansible that is interrupted and does not end is ended', async () => {
  const { stop, heard, end } = asked('SIGKILL');
  stop.press();
  jest.advanceTimersByTime(9_999);
  expect(heard).toEqual(['SIGINT']);
  jest.advanceTimersByTime(1);
  await end;
  expect(heard).toEqual(['SIGINT', 'SIGKILL']);
});

test('Ansible that ends itself is left alone', async () => {
  const { stop, heard, end } = asked('SIGINT');
  stop.press();
  await end;
  jest.advanceTimersByTime(60_000);
  expect(heard).toEqual(['SIGINT']);
});
