import type { ChildProcess } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bedImage } from '../../../tools/upstream/bed-image';
import { run, type Outcome } from '../../tools/run';
import { fill, unfill } from './fill';
import { Host, type HostProps } from './host';
import { printed } from './must';
import { bedNames, type BedNames } from './names';
import { inNamespace, makeControl, setPort } from './network';
import { requireBedMachine } from './preflight';
import { endBed, guard, leftovers, sweep, writeRecord, type BedRecord } from './records';
import { slowLink, type Slowness } from './slow-link';
import { sshCommand } from './ssh';

export interface BedProps {
  /** Stands in the names of all that it makes. Beds of two processes may have the same one. */
  readonly name: string;
  /** For disks and consoles: on a plain file system, since an overlay cannot lie on another. */
  readonly folder: string;
  readonly hosts: readonly HostProps[];
  /** The file of the private key whose public half the boot documents hold. */
  readonly key: string;
  /** The bed's own end of the network that hosts are in. @default '10.88.0.1/24' */
  readonly address?: string;
  /** Told what takes long. @default - nobody */
  readonly say?: (line: string) => void;
}

/** Hosts that run, and a place to talk to them from. */
export class Bed {
  readonly #names: BedNames;
  readonly #record: BedRecord;
  readonly #props: BedProps;
  readonly #guardian: ChildProcess;
  #isEnding = false;
  #hosts: ReadonlyMap<string, Host> = new Map();

  /**
   * Starts a bed, and returns when the systems of its hosts start; `sshAnswers` and `isReady` wait for more.
   *
   * @throws where this machine cannot run one, with all that it lacks; nothing of it is left then
   */
  static async start(props: BedProps): Promise<Bed> {
    requireBedMachine();
    await sweep();
    const image = await bedImage(props.say);
    const bed = new Bed(props);
    try {
      await bed.#begin(image);
      return bed;
    } catch (error) {
      await bed.destroy();
      throw error;
    }
  }

  private constructor(props: BedProps) {
    this.#props = props;
    this.#names = bedNames(props.name, process.pid);
    this.#record = writeRecord(this.#names.prefix, props.folder);
    this.#guardian = guard(this.#record);
  }

  async #begin(image: string): Promise<void> {
    const { hosts, folder, address = '10.88.0.1/24' } = this.#props;
    await mkdir(folder, { recursive: true });
    await rm(this.#knownHosts, { force: true });
    await makeControl(this.#names, address);
    const place = { names: this.#names, folder, image, isEnding: () => this.#isEnding };
    this.#hosts = new Map(hosts.map((host, index) => [host.name, new Host(place, host, index + 1)]));
    // All of them, also after a failure: what ends the bed must not meet a host that is still being started.
    const started = await Promise.allSettled(
      this.hosts.map(async (host) => {
        await host.prepare();
        await host.start();
      }),
    );
    for (const each of started) if (each.status === 'rejected') throw each.reason;
  }

  get hosts(): readonly Host[] {
    return [...this.#hosts.values()];
  }

  /** @throws where the bed has no such host */
  host(name: string): Host {
    const host = this.#hosts.get(name);
    if (host) return host;
    throw new Error(`The bed "${this.#props.name}" has no host "${name}", only ${[...this.#hosts.keys()].join(', ')}.`);
  }

  /** The words that run a command where the bed's own address is: for whoever starts it by other means. */
  inControl(command: readonly string[]): readonly string[] {
    return inNamespace(this.#names.control, command);
  }

  /** Runs a command where the bed's own address is. A status other than 0 is an answer. */
  control(command: readonly string[]): Promise<Outcome> {
    const [program = '', ...args] = this.inControl(command);
    return run(program, args);
  }

  /** Runs a command in a host beside its system. A status other than 0 is an answer. */
  exec(host: string, command: readonly string[]): Promise<Outcome> {
    return this.host(host).exec(command);
  }

  /** What a command in a host prints. @throws where it fails */
  async read(host: string, command: readonly string[]): Promise<string> {
    return printed([`${host}:`, ...command], await this.exec(host, command));
  }

  /** Runs a line of shell in a host by ssh, as root unless told. Status 255 is ssh's own. */
  ssh(host: string, line: string, user = 'root'): Promise<Outcome> {
    return this.control([...this.sshCommand(host, user), line]);
  }

  /** The words of ssh to a host; they lack the command, and must run where the bed's own address is. */
  sshCommand(host: string, user = 'root'): readonly string[] {
    return sshCommand({ key: this.#props.key, knownHosts: this.#knownHosts, user, address: this.host(host).address });
  }

  get #knownHosts(): string {
    return join(this.#props.folder, 'known-hosts');
  }

  start(host: string): Promise<void> {
    return this.host(host).start();
  }

  stop(host: string): Promise<void> {
    return this.host(host).stop();
  }

  powerCut(host: string): Promise<void> {
    return this.host(host).powerCut();
  }

  /** Pulls the cable of a host. A start of the host puts it back. */
  cutOff(host: string): Promise<void> {
    return setPort(this.#names, this.host(host).index, 'down');
  }

  reconnect(host: string): Promise<void> {
    return setPort(this.#names, this.host(host).index, 'up');
  }

  /** Makes a host's link slow, or as before with `{}`. @throws where a delay is asked of a kernel without netem */
  slow(host: string, slowness: Slowness): Promise<void> {
    return slowLink(this.#names, host, this.host(host).index, slowness);
  }

  /** Fills the disk that a folder of a host is on, up to some bytes. */
  fill(host: string, folder: string, leaveBytes: number): Promise<void> {
    return fill(this.host(host), folder, leaveBytes);
  }

  unfill(host: string, folder: string): Promise<void> {
    return unfill(this.host(host), folder);
  }

  /** Ends everything: hosts, whatever runs in the control namespace, disks. Consoles stay in the folder. */
  async destroy(): Promise<void> {
    this.#isEnding = true;
    await endBed(this.#record);
    this.#guardian.stdin?.end();
    const { name, folder } = this.#props;
    const left = leftovers(name, { owner: process.pid, folder });
    if (left.length > 0) throw new Error(`The bed "${name}" could not be ended; there is still ${left.join(', ')}.`);
  }
}
