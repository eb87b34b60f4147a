import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Component } from '../../../tools/upstream';
import type { AskedArtifact } from './asked';
import { tar, type TarEntry } from './tar';
import { writeFileOf } from './written-file';

/** A file of the mirror. */
export interface Artifact {
  /** Its path on the mirror, without a slash in front; it names the version that was asked for. */
  readonly path: string;
  /** In hex digits. */
  readonly sha256: string;
  /** The version that it was really built from: a patch of the same line where the asked one could not be had. */
  readonly version: string;
}

/** Programs that are built under another name than hosts give them: there is a daemon with the plugin's. */
const builtAs: Readonly<Record<string, string>> = { flannel: 'flannel-cni' };

/** Writes the files of a mirror under their paths in a folder: programs as they are, and archives as tar with gzip. */
export async function writeArtifacts(
  asked: readonly AskedArtifact[],
  components: readonly Component[],
  folder: string,
): Promise<readonly Artifact[]> {
  const written: Artifact[] = [];
  for (const artifact of asked) {
    const members = artifact.members.map(({ member, program }) => {
      return { member, ...componentNamed(components, builtAs[program] ?? program) };
    });
    const [first] = members;
    if (first === undefined) continue;
    const file = join(folder, artifact.path);
    const { sha256 } =
      first.member === '-'
        ? await writeFileOf(createReadStream(first.file) as AsyncIterable<Buffer>, file, 'none')
        : await writeFileOf(tar(archiveEntries(members)), file, 'gzip');
    written.push({ path: artifact.path, sha256, version: first.version });
  }
  return written;
}

function archiveEntries(members: readonly { readonly member: string; readonly file: string }[]): readonly TarEntry[] {
  const folders = [...new Set(members.map(({ member }) => dirname(member)))].filter((folder) => folder !== '.');
  return [
    ...folders.sort().map((path): TarEntry => ({ path: `${path}/`, from: { kind: 'folder' } })),
    ...members.map(({ member, file }): TarEntry => ({ path: member, mode: 0o755, from: { kind: 'file', file } })),
  ];
}

/** @throws where nothing builds a program of this name */
export function componentNamed(components: readonly Component[], name: string): Component {
  const found = components.find((component) => component.name === name);
  if (found === undefined) {
    throw new Error(`Nothing builds the program "${name}" that is asked for: add it to tools/upstream/families.ts.`);
  }
  return found;
}
