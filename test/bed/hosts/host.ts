import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run, type Outcome } from '../../tools/run';
import { makeCgroups, processesIn, removeCgroups } from './cgroups';
import { leaderOf, listens, startHost, wantsRestart } from './host-process';
import { must } from './must';
import type { BedNames } from './names';
import { plugIn, unplug } from './network';
import { loopDevices } from './records';
import { writeSeed, type BootDocument } from './seed';
import { waitUntil } from './wait-until';

export interface HostProps {
  readonly name: string;
  /** Where the boot document puts it. */
  readonly address: string;
  readonly document: BootDocument;
  /** The size of its one disk, which takes no space until it is written. @default 20 */
  readonly diskGibibytes?: number;
}

/** What hosts of a bed have in common. */
export interface HostPlace {
  readonly names: BedNames;
  readonly folder: string;
  readonly image: string;
  /** Nothing starts any more. */
  readonly isEnding: () => boolean;
}

/** A machine: it has a disk and a network card, and may be on or off. */
export class Host {
  /** Its number among the hosts of its bed, from 1. */
  readonly index: number;
  readonly #place: HostPlace;
  readonly #props: HostProps;
  #process: ChildProcess | undefined;
  #leader: number | undefined;

  constructor(place: HostPlace, props: HostProps, index: number) {
    this.#place = place;
    this.#props = props;
    this.index = index;
  }

  get name(): string {
    return this.#props.name;
  }

  get address(): string {
    return this.#props.address;
  }

  get folder(): string {
    return join(this.#place.folder, this.name);
  }

  get isOn(): boolean {
    return this.#leader !== undefined && existsSync(`/proc/${String(this.#leader)}/root/usr`);
  }

  /** The first process, as the machine knows it. @throws where the host is off */
  get leader(): number {
    if (this.#leader === undefined || !this.isOn) throw new Error(`The host "${this.name}" is off: start it first.`);
    return this.#leader;
  }

  /** Makes the disk and lays the boot document beside it. */
  async prepare(): Promise<void> {
    const { document, diskGibibytes = 20 } = this.#props;
    await mkdir(this.folder, { recursive: true });
    await writeSeed(join(this.folder, 'seed'), `${this.#place.names.prefix}-${this.name}`, document);
    await writeFile(join(this.folder, 'console.log'), '');
    const disk = join(this.folder, 'disk.img');
    await writeFile(disk, '');
    await must('truncate', ['--size', `${String(diskGibibytes)}G`, disk]);
    const quick = ['-E', 'lazy_itable_init=1,lazy_journal_init=1,nodiscard'];
    // What root alone may use would make "full" mean two things.
    await must('mkfs.ext4', ['-q', '-m', '0', ...quick, disk]);
  }

  /** Switches it on. @throws where it is on already, or ends before its system starts */
  async start(): Promise<void> {
    if (this.isOn) throw new Error(`The host "${this.name}" is on already.`);
    await this.#gone();
    const { names, image } = this.#place;
    await plugIn(names, this.name, this.index);
    const cgroups = await makeCgroups(names.prefix, this.name);
    const { folder, name } = this;
    const boot = this.#props.document.kind;
    const started = startHost({ name, folder, image, namespace: names.namespace(name), cgroups, boot });
    this.#process = started;
    const failed = new Promise<never>((_, reject) => {
      started.once('error', reject);
    });
    started.once('exit', (code) => {
      if (this.#process === started) this.#leader = undefined;
      // One that does not come back is off: whoever asks it next is told.
      if (code === wantsRestart && !this.#place.isEnding()) this.start().catch(() => undefined);
    });
    const seen = waitUntil(
      `the system of ${name} starts`,
      { timeoutMilliseconds: 60_000, everyMilliseconds: 20 },
      () => {
        if (started.exitCode !== null) return 0;
        return started.pid === undefined ? undefined : leaderOf(started.pid);
      },
    );
    this.#leader = await Promise.race([seen, failed]);
    if (this.#leader === 0)
      throw new Error(`The host "${name}" ended while it was started; ${join(folder, 'console.log')} may say why.`);
  }

  /** Asks its system to switch off, as a power button does, and waits. @throws after two minutes */
  async stop(): Promise<void> {
    // SIGRTMIN+4, which systemd takes as "power off"; Node has no name for it.
    await must('kill', ['-s', 'RTMIN+4', String(this.leader)]);
    await this.#gone(120_000);
  }

  /** Takes its power away. What it had not yet synced may still come to its disk: the machine goes on. */
  async powerCut(): Promise<void> {
    process.kill(this.leader, 'SIGKILL');
    await this.#gone();
  }

  /** Runs a command in it beside its system, without a connection. For looking; what a person would do goes by ssh. */
  exec(command: readonly string[]): Promise<Outcome> {
    const [program = '', ...args] = this.inside(command);
    return run(program, args);
  }

  /** The words that run a command in it: for whoever starts it by other means. */
  inside(command: readonly string[]): readonly string[] {
    const target = ['--target', String(this.leader)];
    const environment = ['env', '--ignore-environment', `PATH=${path}`, 'HOME=/root', 'LANG=C.UTF-8'];
    return ['nsenter', ...target, ...['-m', '-u', '-i', '-n', '-p', '-C'], '--', ...environment, ...command];
  }

  /** Whether somebody listens on a TCP port. */
  listens(port: number): boolean {
    return listens(this.leader, port);
  }

  /** Waits until nothing of it runs and its disk is free: a second start on a disk in use would destroy it. */
  async #gone(timeoutMilliseconds = 30_000): Promise<void> {
    const { names } = this.#place;
    const group = `${names.prefix}/${this.name}`;
    await waitUntil(`nothing of ${this.name} runs`, { timeoutMilliseconds }, () =>
      processesIn(group).length === 0 && loopDevices(`${this.folder}/`).length === 0 ? true : undefined,
    );
    this.#leader = undefined;
    await unplug(names, this.name, this.index);
    await removeCgroups(group);
  }
}

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
