import { finding, type Finding } from '../../core';
import { fileCollision } from '../findings';
import { resourcesOf, type Assembly } from '../model/assembly';
import type { Provenance } from '../synthesize/synthesize';
import { manifestPath } from './files';

/** Objects whose files many file systems take for one, because their names differ only in the case of letters. */
export function fileCollisions(assembly: Assembly, provenance: Provenance): readonly Finding[] {
  const first = new Map<string, string>();
  const findings: Finding[] = [];
  for (const { id, owner } of resourcesOf(assembly, 'object')) {
    const path = manifestPath(id);
    const folded = path.toLowerCase();
    const other = first.get(folded);
    if (other === undefined) {
      first.set(folded, id);
      continue;
    }
    findings.push(
      finding(fileCollision, {
        path: [assembly.environment.name, owner].filter(Boolean).join('/'),
        source: provenance[id]?.source,
        detail: `"${other}" and "${id}" would both be ${path} where file names do not tell upper from lower case.`,
        fix: 'Give one of them another name.',
      }),
    );
  }
  return findings;
}
