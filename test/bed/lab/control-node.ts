import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Workplace } from '../program/synthesize';

/** How a command ended, and all that it said. */
export interface Said {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface ControlNodeProps {
  readonly workplace: Workplace;
  /** What makes a command run where hosts can be reached. */
  readonly inControl: (command: readonly string[]) => readonly string[];
  /** The folder with ansible-playbook, and the one with kubectl. */
  readonly programs: readonly string[];
  /** What this machine keeps of the environment; another control node has another. */
  readonly desk: string;
  readonly secrets: string;
  readonly key: string;
  /** Where what commands say is kept. */
  readonly logs: string;
}

/** A machine from which somebody works on the bed: a folder with the program, a desk, and a key for the hosts. */
export class ControlNode {
  readonly props: ControlNodeProps;
  #runs = 0;

  constructor(props: ControlNodeProps) {
    this.props = props;
    mkdirSync(props.logs, { recursive: true });
  }

  /** The variables under which everything here runs: hosts are said to have Python where they have none. */
  get environment(): NodeJS.ProcessEnv {
    const { workplace, programs, desk } = this.props;
    return {
      PATH: [...programs, process.env['PATH'] ?? ''].join(':'),
      HOME: join(desk, 'home'),
      LANG: 'C.UTF-8',
      NO_COLOR: '1',
      KUBECONFIG: join(desk, 'kubeconfig'),
      ANSIBLE_PYTHON_INTERPRETER: '/nonexistent/python',
      ...workplace.environment,
    };
  }

  /** Starts `plinth` and does not wait for it. */
  start(words: readonly string[]): { readonly child: ChildProcess; readonly ended: Promise<Said> } {
    const { workplace, inControl } = this.props;
    return this.spawn(inControl([...workplace.command, ...words]), words.join('-').replaceAll(/[^\w-]/g, '_'));
  }

  /** Runs `plinth`. A status other than 0 is an answer. */
  plinth(words: readonly string[]): Promise<Said> {
    return this.start(words).ended;
  }

  /** `plinth apply` as the bed's people call it. */
  apply(...more: readonly string[]): Promise<Said> {
    return this.plinth(this.applyWords(...more));
  }

  applyWords(...more: readonly string[]): readonly string[] {
    return ['apply', 'bed', ...this.reach, '--secrets', this.props.secrets, '--yes', ...more];
  }

  /** The words by which every verb reaches hosts. */
  get reach(): readonly string[] {
    const { desk, key, workplace } = this.props;
    return ['--app', workplace.program, '--desk', desk, '--ssh-key', key, '--accept-new-host-keys'];
  }

  /** Runs any command where hosts can be reached, with kubectl and its credentials at hand. */
  async run(command: readonly string[], input?: string): Promise<Said> {
    const { child, ended } = this.spawn(this.props.inControl(command));
    child.stdin?.end(input ?? '');
    return ended;
  }

  async kubectl(...words: readonly string[]): Promise<string> {
    const { status, out, err } = await this.run(['kubectl', ...words]);
    if (status !== 0) throw new Error(`kubectl ${words.join(' ')} failed with ${String(status)}: ${err}`);
    return out;
  }

  private spawn(
    command: readonly string[],
    log?: string,
  ): { readonly child: ChildProcess; readonly ended: Promise<Said> } {
    const [program = '', ...args] = command;
    const child = spawn(program, args, { cwd: this.props.workplace.folder, env: this.environment });
    const number = String(++this.#runs).padStart(3, '0');
    const file =
      log === undefined ? undefined : createWriteStream(join(this.props.logs, `${number}-${log.slice(0, 60)}.log`));
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      file?.write(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
      file?.write(text);
    });
    const ended = new Promise<Said>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status, signal) => {
        file?.end();
        resolve({ status, signal, out, err });
      });
    });
    return { child, ended };
  }
}
