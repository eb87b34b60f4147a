import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cgroupsOf, processesIn } from './cgroups';
import { must } from './must';

const folder = '/run/plinth-beds';

/** What a bed notes before it makes anything, so that anybody can end it. */
export interface BedRecord {
  readonly prefix: string;
  readonly folder: string;
  readonly owner: number;
  /** When the owner started, in ticks since the machine did: numbers of processes come again. */
  readonly ownerStarted: string;
}

export function writeRecord(prefix: string, bedFolder: string): BedRecord {
  const record = { prefix, folder: bedFolder, owner: process.pid, ownerStarted: startedAt(process.pid) ?? '' };
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(fileOf(prefix), JSON.stringify(record), { flag: 'wx' });
  } catch (error) {
    throw new Error(`There is a bed "${prefix}" already (${fileOf(prefix)}): give this one another name.`, {
      cause: error,
    });
  }
  return record;
}

/** Ends all of a bed, in whatever state it is. */
export async function endBed({ prefix, folder: bedFolder }: BedRecord): Promise<void> {
  await must('sh', [endScript, prefix, bedFolder, fileOf(prefix)]);
}

/** A process that outlives this one, and ends the bed when this one is gone without having done so. */
export function guard({ prefix, folder: bedFolder }: BedRecord): ChildProcess {
  const wait = 'while read -r line; do :; done; [ ! -e "$4" ] || exec sh "$1" "$2" "$3" "$4"';
  const guardian = spawn('sh', ['-c', wait, 'guard', endScript, prefix, bedFolder, fileOf(prefix)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guardian.unref();
  return guardian;
}

const endScript = join(__dirname, 'end-bed.sh');

/** Ends beds whose owner is gone. */
export async function sweep(): Promise<void> {
  for (const record of records()) if (startedAt(record.owner) !== record.ownerStarted) await endBed(record);
}

export interface Whose {
  /** @default - beds of that name of all processes */
  readonly owner?: number;
  /** The bed's folder, to find what is mounted from it. @default - what the bed has noted, while its note is there */
  readonly folder?: string;
}

/** All that is there of beds of a name: nothing after they ended. */
export function leftovers(name: string, { owner, folder: given }: Whose = {}): readonly string[] {
  const isMine = (what: string): boolean => {
    const [, pid] = new RegExp(`^plinth-${name}-(\\d+)(\\.|$)`).exec(what) ?? [];
    return pid !== undefined && (owner === undefined || owner === Number(pid));
  };
  const mine = records().filter((record) => isMine(record.prefix));
  const folders = [...mine.map((record) => record.folder), ...(given === undefined ? [] : [given])];
  const spaces = existsSync('/run/netns') ? readdirSync('/run/netns').filter(isMine) : [];
  const groups = cgroupsOf('').flatMap((hierarchy) =>
    readdirSync(hierarchy)
      .filter(isMine)
      .map((group) => join(hierarchy, group)),
  );
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
  return [
    ...mine.map((record) => `record ${fileOf(record.prefix)}`),
    ...spaces.map((space) => `network namespace ${space}`),
    ...groups.map((group) => `control group ${group}`),
    ...[...new Set(groups.map((group) => basename(group)))].flatMap(processesIn).map((pid) => `process ${String(pid)}`),
    ...folders.flatMap((each) => mounts.filter((line) => line.includes(`${each}/`)).map((line) => `mount ${line}`)),
    ...folders.flatMap((each) => loopDevices(`${each}/`).map((device) => `loop device ${device}`)),
  ];
}

/** Loop devices whose file lies in a folder. */
export function loopDevices(below: string): readonly string[] {
  return readdirSync('/sys/block').filter((name) => {
    const file = `/sys/block/${name}/loop/backing_file`;
    try {
      return readFileSync(file, 'utf8').startsWith(below);
    } catch {
      return false;
    }
  });
}

function records(): readonly BedRecord[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as BedRecord);
}

function fileOf(prefix: string): string {
  return join(folder, `${prefix}.json`);
}

function startedAt(pid: number): string | undefined {
  try {
    // The name of the program, in brackets, may hold anything.
    return readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .split(') ')
      .at(-1)
      ?.split(' ')[19];
  } catch {
    return undefined;
  }
}
