import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LabBed } from './lab-bed';

const committed = resolve(__dirname, '../../../dist/bed');

/**
 * Lines in which a lab's own files differ from those that are committed, beyond what must: digests of software, the key that lets
 * people in, and the note that digests are missing.
 */
export function differencesFromCommitted(lab: LabBed): readonly string[] {
  const own = join(lab.workplace.folder, 'dist/bed');
  const paths = new Set([...filesOf(committed), ...filesOf(own)]);
  return [...paths].sort().flatMap((path) => {
    const [before, after] = [linesOf(join(committed, path)), linesOf(join(own, path))];
    const changed = [...before]
      .filter((line) => !after.has(line))
      .concat([...after].filter((line) => !before.has(line)));
    return changed.filter((line) => !expected.some((pattern) => pattern.test(line))).map((line) => `${path}: ${line}`);
  });
}

/** What a line that may differ looks like. */
const expected = [
  // A list of artifacts, and its entry among the resources.
  /^(-|[0-9a-f]{64}) http:\/\/10\.88\.0\.1:8000\//,
  /^ {2}"_hosts\/plinth\/(package|file)\/(control|worker):(\/etc\/plinth\/artifacts\.d\/)?[\w-]+":/,
  /^ {2}"_hosts\/plinth\/user\/(control|worker):root":/,
  /^hosts of (control|worker) let in root by ssh-ed25519 /,
  /artifact-without-digest/,
];

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

function linesOf(file: string): ReadonlySet<string> {
  try {
    return new Set(readFileSync(file, 'utf8').split('\n'));
  } catch {
    return new Set();
  }
}
