import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = '/sys/fs/cgroup';

/** The control groups of a path below each hierarchy that the machine has. */
export function cgroupsOf(path: string): readonly string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((hierarchy) => join(root, hierarchy.name, path));
}

/** Makes control groups `bed/host` in every hierarchy; whoever starts the host moves itself in. */
export async function makeCgroups(bed: string, host: string): Promise<readonly string[]> {
  for (const path of [bed, `${bed}/${host}`]) for (const folder of cgroupsOf(path)) await makeCgroup(folder);
  return cgroupsOf(`${bed}/${host}`);
}

async function makeCgroup(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  // No process can enter a cpuset that is empty, and new ones are.
  for (const file of ['cpuset.cpus', 'cpuset.mems'])
    if (existsSync(join(folder, file))) await writeFile(join(folder, file), readFileSync(join(folder, '..', file)));
}

export async function removeCgroups(path: string): Promise<void> {
  for (const folder of cgroupsOf(path)) for (const each of depthFirst(folder)) await rmdir(each).catch(() => undefined);
}

/** Everything that runs in control groups. */
export function processesIn(path: string): readonly number[] {
  const lines = cgroupsOf(path)
    .flatMap(depthFirst)
    .flatMap((folder) => readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n'));
  return [...new Set(lines.filter((line) => line !== '').map(Number))];
}

function depthFirst(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [...below.flatMap(({ name }) => depthFirst(join(folder, name))), folder];
}
