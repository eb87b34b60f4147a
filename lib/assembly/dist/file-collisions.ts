import { finding, type Finding } from '../../core';
import { fileCollision } from '../findings';
import { filesOfPool, hostFilePath } from '../hosts';
import { resourcesOf, type Assembly, type Resource } from '../model/assembly';
import { identityParts } from '../model/identity';
import type { Provenance } from '../synthesize/synthesize';
import { manifestPath } from './files';

/**
 * Resources whose files cannot lie beside each other: many file systems take them for one, because their names differ only in
 * the case of letters, or one is a file where the other needs a folder.
 */
export function fileCollisions(assembly: Assembly, provenance: Provenance): readonly Finding[] {
  const files = [...resourcesOf(assembly, 'object'), ...resourcesOf(assembly, 'file'), ...written(assembly)];
  const first = new Map<string, string>();
  const findings: Finding[] = [];
  const report = ({ id, owner }: Resource, detail: string, fix: string): void => {
    const path = [assembly.environment.name, owner].filter(Boolean).join('/');
    findings.push(finding(fileCollision, { path, source: provenance[id]?.source, detail, fix }));
  };
  for (const one of files) {
    const path = pathOf(one);
    const other = first.get(path.toLowerCase());
    if (other === undefined) first.set(path.toLowerCase(), one.id);
    else {
      report(
        one,
        `"${other}" and "${one.id}" would both be ${path} where file names do not tell upper from lower case.`,
        'Give one of them another name.',
      );
    }
  }
  for (const one of files) {
    const folder = one.kind === 'object' ? undefined : folders(pathOf(one)).find((each) => first.has(each));
    const other = folder === undefined ? undefined : first.get(folder);
    if (other === undefined) continue;
    report(
      one,
      `"${one.id}" stands below "${other}", which is a file and no folder.`,
      'Give one of them another path.',
    );
  }
  for (const host of resourcesOf(assembly, 'host')) {
    if (identityParts(host.id).name !== filesOfPool) continue;
    report(
      host,
      `A host cannot be called "${filesOfPool}": hosts/${host.spec.pool}/${filesOfPool} holds the files of all hosts of the pool.`,
      'Give the host another name.',
    );
  }
  return findings;
}

/** A unit without a body is the operating system's own, and has no file here. */
function written(assembly: Assembly): readonly Extract<Resource, { kind: 'unit' }>[] {
  return resourcesOf(assembly, 'unit').filter(({ spec }) => spec.body !== undefined);
}

function pathOf({ id, kind }: Resource): string {
  return kind === 'object' ? manifestPath(id) : hostFilePath(id);
}

/** The folders around a path, below that of its place. */
function folders(path: string): readonly string[] {
  const parts = path.toLowerCase().split('/');
  return parts.slice(4).map((_, index) => parts.slice(0, index + 4).join('/'));
}
