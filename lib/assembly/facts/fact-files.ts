import type { Assembly } from '../model/assembly';
import { podGroupsOf } from '../network';
import { accessHead, accessLines } from './access-lines';
import { acknowledgedText } from './acknowledged-text';
import { certificateLines, certificatesHead } from './certificate-lines';
import { factText } from './fact-text';
import { imageLines, imagesHead } from './image-lines';
import { portLines, portsHead } from './port-lines';
import { reachabilityHead, reachabilityLines } from './reachability-lines';
import { requiredDefinitions } from './required-definitions';
import { secretLines, secretsHead } from './secret-lines';
import { versionLines, versionsHead } from './version-lines';

interface FactFile {
  readonly path: string;
  readonly head: (assembly: Assembly) => readonly string[];
  readonly lines: (assembly: Assembly) => readonly string[];
  /** Whether the file says something by being empty: that nothing is allowed, that nothing listens. */
  readonly alsoEmpty?: true;
}

const files: readonly FactFile[] = [
  { path: 'facts/access.txt', head: () => accessHead, lines: accessLines },
  { path: 'facts/certificates.txt', head: () => certificatesHead, lines: certificateLines },
  { path: 'facts/images.txt', head: () => imagesHead, lines: imageLines },
  { path: 'facts/ports.txt', head: () => portsHead, lines: portLines, alsoEmpty: true },
  { path: 'facts/reachability.txt', head: reachabilityHead, lines: reachabilityLines, alsoEmpty: true },
  { path: 'facts/secrets.txt', head: () => secretsHead, lines: secretLines },
  { path: 'facts/versions.txt', head: () => versionsHead, lines: versionLines },
];

/** The files under `facts/` and the list of required definitions, by path; files without a fact are left out. */
export function factFiles(assembly: Assembly): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const hasPods = podGroupsOf(assembly).length > 0;
  for (const { path, head, lines, alsoEmpty } of files) {
    const facts = lines(assembly);
    if (facts.length > 0 || (alsoEmpty && hasPods)) texts.set(path, factText(head(assembly), facts));
  }
  const acknowledged = acknowledgedText(assembly);
  if (acknowledged !== undefined) texts.set('facts/acknowledged.md', acknowledged);
  const required = requiredDefinitions(assembly);
  if (required !== undefined) texts.set('manifests/_cluster/required.txt', required);
  return texts;
}
