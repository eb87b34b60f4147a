import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly, resourcesOf, type Assembly } from '../../../lib/assembly';
import { Bed, booted, cloudInitDocument, ignitionDocument, sshAnswers, type BootDocument } from '../hosts';
import { workplace, type ProgramSettings, type Workplace } from '../program/synthesize';
import { startSite, type Site } from '../site';
import { ControlNode } from './control-node';
import { makeKey } from './key';

export interface LabBedProps {
  /** Stands in the names of all that it makes. */
  readonly name: string;
  /** Hosts that boot by Ignition. @default - worker-2 */
  readonly byIgnition?: readonly string[];
  /** Told what takes long. */
  readonly say?: (line: string) => void;
}

/** The environment `bed` on hosts that run: synthesized with a key of its own, its mirrors served, nothing installed yet. */
export class LabBed {
  static async start({ name, byIgnition = ['worker-2'], say = () => undefined }: LabBedProps): Promise<LabBed> {
    const folder = await mkdtemp(join(process.env['PLINTH_BED_FOLDER'] ?? tmpdir(), `plinth-${name}-`));
    const site = await startSite(say);
    const key = join(folder, 'key');
    const settings = { sshKey: await makeKey(key, name), digests: site.digests };
    const place = await workplace(join(folder, 'work'), settings);
    const assembly = readAssembly(join(place.folder, 'dist'), 'bed');
    const documents = await documentsOf(place, settings, byIgnition);
    say('hosts start');
    const hosts = resourcesOf(assembly, 'host').map(({ id, spec }) => {
      const host = id.slice(id.lastIndexOf('/') + 1);
      return { name: host, address: spec.address, document: documents(host) };
    });
    const switchedOn = performance.now();
    const bed = await Bed.start({ name, folder: join(folder, 'hosts'), key, hosts, say });
    const lab = new LabBed(folder, bed, site, place, assembly, settings, switchedOn);
    try {
      await site.serve(bed.inControl([]), join(folder, 'site.log'));
      await Promise.all(bed.hosts.map((host) => sshAnswers(bed, host.name)));
      lab.letIn = performance.now();
      return lab;
    } catch (error) {
      await lab.end();
      throw error;
    }
  }

  readonly control: ControlNode;
  /** When all of them let people in. */
  letIn = 0;

  private constructor(
    /** Everything of it: the program's folder, consoles, journals. It stays when the bed ends. */
    readonly folder: string,
    readonly bed: Bed,
    readonly site: Site,
    readonly workplace: Workplace,
    readonly assembly: Assembly,
    readonly settings: ProgramSettings,
    /** When its hosts were switched on, on the clock of `performance.now()`. */
    readonly switchedOn: number,
  ) {
    this.control = this.controlNode('first');
  }

  /** A machine from which somebody works on the bed, with a desk of its own. */
  controlNode(name: string, place: Workplace = this.workplace): ControlNode {
    return new ControlNode({
      workplace: place,
      inControl: (command) => this.bed.inControl(command),
      programs: this.site.programs,
      desk: join(this.folder, 'desks', name),
      secrets: join(this.folder, 'secrets'),
      key: join(this.folder, 'key'),
      logs: join(this.folder, 'logs', name),
    });
  }

  /** Waits until all hosts have booted, and says how by host. */
  async booted(): Promise<Readonly<Record<string, Awaited<ReturnType<typeof booted>>>>> {
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
