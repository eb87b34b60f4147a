import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A file that hosts fetch: a program, or an archive with several. */
export interface AskedArtifact {
  /** Its path on the mirror, without a slash in front. */
  readonly path: string;
  /** The programs that hosts take from it, each with its name in the archive; `-` where the file is the program. */
  readonly members: readonly { readonly member: string; readonly program: string }[];
}

/** What the hosts of an environment fetch from a mirror, as `etc/plinth/artifacts.d` of its pools says. */
export async function askedArtifacts(hosts: string, mirror: string): Promise<readonly AskedArtifact[]> {
  const byPath = new Map<string, Map<string, string>>();
  for (const line of await artifactLines(hosts)) {
    const [, url = '', member = '', target = ''] = line.split(' ');
    if (!url.startsWith(`${mirror}/`)) throw new Error(`Hosts fetch ${url}, which is not on the mirror ${mirror}.`);
    const path = url.slice(mirror.length + 1);
    const members = byPath.get(path) ?? new Map<string, string>();
    byPath.set(path, members.set(member, basename(target)));
  }
  return [...byPath]
    .map(([path, members]) => ({ path, members: [...members].map(([member, program]) => ({ member, program })) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function artifactLines(hosts: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const pool of await readdir(hosts)) {
    const folder = join(hosts, pool, 'files/etc/plinth/artifacts.d');
    for (const file of await readdir(folder)) lines.push(...(await readFile(join(folder, file), 'utf8')).split('\n'));
  }
  return lines.filter((line) => line !== '');
}

/** The images that the pods of an environment run, as its `facts/images.txt` says. */
export async function askedImages(facts: string): Promise<readonly string[]> {
  const lines = (await readFile(join(facts, 'images.txt'), 'utf8')).split('\n');
  const names = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(' ')[0] ?? '');
  return [...new Set(names)].sort();
}
