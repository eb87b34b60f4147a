import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly, resourcesOf, type Assembly } from '../../../lib/assembly';
import { ansible } from '../../../tools/upstream/ansible';
import {
  Bed,
  booted,
  cloudInitDocument,
  ignitionDocument,
  sshAnswers,
  type BootDocument,
  type BootOutcome,
} from '../hosts';
import { workplace, type ProgramSettings, type Workplace } from '../program/synthesize';
import type { Variant } from '../program/variants';
import { ControlNode } from './control-node';
import { makeKey } from './key';
import { siteServer, type SiteServer } from './site-server';

export interface LabBedProps {
  /** Stands in the names of all that it makes. */
  readonly name: string;
  /** Hosts that boot by Ignition. @default - worker-2 */
  readonly byIgnition?: readonly string[];
  /** What the bed has in place of the environment's own. @default - nothing */
  readonly variant?: Variant;
  /** Told what takes long. */
  readonly say?: (line: string) => void;
}

/** All that a lab consists of. */
interface Parts {
  readonly folder: string;
  readonly bed: Bed;
  readonly site: SiteServer;
  readonly workplace: Workplace;
  readonly assembly: Assembly;
  readonly settings: ProgramSettings;
  /** The folder with ansible-playbook. */
  readonly engine: string;
  readonly switchedOn: number;
}

/** The environment `bed` on hosts that run: synthesized with a key of its own, its mirrors served, nothing installed yet. */
export class LabBed {
  static async start(props: LabBedProps): Promise<LabBed> {
    const { name, byIgnition = ['worker-2'], variant, say = () => undefined } = props;
    const folder = await mkdtemp(join(process.env['PLINTH_BED_FOLDER'] ?? tmpdir(), `plinth-${name}-`));
    const { folder: engine } = await ansible(say);
    const key = join(folder, 'key');
    const known = { sshKey: await makeKey(key, name), ...(variant && { variant }) };
    const site = await siteServer(say, variant && (await asked(join(folder, 'asked'), known)));
    const settings = { ...known, digests: site.digests };
    const place = await workplace(join(folder, 'work'), settings);
    const assembly = readAssembly(join(place.folder, 'dist'), 'bed');
    const documents = await documentsOf(place, settings, byIgnition);
    const hosts = resourcesOf(assembly, 'host').map(({ id, spec }) => {
      const host = id.slice(id.lastIndexOf('/') + 1);
      return { name: host, address: spec.address, document: documents(host) };
    });
    say(`hosts start; everything of them is in ${folder}`);
    const switchedOn = performance.now();
    const bed = await Bed.start({ name, folder: join(folder, 'hosts'), key, hosts, say });
    const lab = new LabBed({ folder, bed, site, workplace: place, assembly, settings, engine, switchedOn });
    try {
      await site.serve((command) => bed.inControl(command), join(folder, 'site.log'));
      await Promise.all(bed.hosts.map((host) => sshAnswers(bed, host.name)));
      lab.#letIn = performance.now();
      return lab;
    } catch (error) {
      await lab.end();
      throw error;
    }
  }

  readonly #parts: Parts;
  readonly control: ControlNode;
  #letIn = 0;

  private constructor(parts: Parts) {
    this.#parts = parts;
    this.control = this.controlNode('first');
  }

  /** Everything of it: the program's folder, consoles, journals. It stays when the bed ends. */
  get folder(): string {
    return this.#parts.folder;
  }

  get bed(): Bed {
    return this.#parts.bed;
  }

  get site(): SiteServer {
    return this.#parts.site;
  }

  get workplace(): Workplace {
    return this.#parts.workplace;
  }

  get assembly(): Assembly {
    return this.#parts.assembly;
  }

  /** When its hosts were switched on, and when all of them let people in; on the clock of `performance.now()`. */
  get times(): { readonly switchedOn: number; readonly letIn: number } {
    return { switchedOn: this.#parts.switchedOn, letIn: this.#letIn };
  }

  /** A machine from which somebody works on the bed, with a desk of its own. */
  controlNode(name: string, place: Workplace = this.workplace): ControlNode {
    const { bed, site, engine, folder } = this.#parts;
    return new ControlNode({
      workplace: place,
      inControl: (command) => bed.inControl(command),
      programs: [site.programs, engine],
      desk: join(folder, 'desks', name),
      secrets: join(folder, 'secrets'),
      key: join(folder, 'key'),
      logs: join(folder, 'logs', name),
    });
  }

  /** Another program for the same hosts: the bed's own settings with some others. */
  workplaceWith(name: string, settings: Partial<ProgramSettings>): Promise<Workplace> {
    return workplace(join(this.folder, name), { ...this.#parts.settings, ...settings });
  }

  /** Waits until all hosts have booted, and says how by host. */
  async booted(): Promise<Readonly<Record<string, BootOutcome>>> {
    const hosts = this.bed.hosts.map(({ name }) => name);
    const outcomes = await Promise.all(hosts.map(async (host) => [host, await booted(this.bed, host)] as const));
    return Object.fromEntries(outcomes);
  }

  /** Files that people give: the key by which copies of etcd are let in elsewhere. */
  async giveSecrets(): Promise<void> {
    const etcd = join(this.folder, 'secrets/control/etc/etcd');
    await mkdir(etcd, { recursive: true });
    await makeKey(join(etcd, 'backup-key'), 'backup');
  }

  async end(): Promise<void> {
    await this.site.stop();
    await this.bed.destroy();
  }
}

/** What a variant asks of a site: it is rendered before anybody knows digests. */
async function asked(folder: string, known: Omit<ProgramSettings, 'digests'>): Promise<string> {
  const { folder: place } = await workplace(folder, { ...known, digests: {} });
  return join(place, 'dist');
}

/** The document of each host. Whoever boots by Ignition gets the other rendering of the very same host. */
async function documentsOf(
  place: Workplace,
  settings: ProgramSettings,
  byIgnition: readonly string[],
): Promise<(host: string) => BootDocument> {
  const boot = join(place.folder, 'build/bed/boot');
  const other = join(place.folder, '../ignition');
  if (byIgnition.length > 0) await workplace(other, { ...settings, provisioning: 'ignition' });
  return (host) =>
    byIgnition.includes(host) ? ignitionDocument(join(other, 'build/bed/boot'), host) : cloudInitDocument(boot, host);
}
