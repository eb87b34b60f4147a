import type { RootFile } from './root';
import { printed, problemsOf, type Texts } from './texts';

export interface KeepalivedSurroundings {
  /** The interfaces that a configuration names. @default - `eth0` */
  readonly interfaces?: readonly string[];
  /** The scripts that it names; keepalived looks whether they can be run. @default - none */
  readonly scripts?: readonly RootFile[];
  /** Users that it runs scripts as; Debian's package makes none. @default - none */
  readonly users?: readonly string[];
}

/** What keepalived says to configurations. */
export function keepalivedProblems(
  texts: Texts,
  { interfaces = ['eth0'], scripts = [], users = [] }: KeepalivedSurroundings = {},
): Promise<readonly string[]> {
  return problemsOf(texts, {
    command: (path) => ({ args: ['keepalived', '-t', '-f', path] }),
    problems: printed,
    files: scripts,
    before: [
      // Not every kernel has dummy interfaces.
      ...interfaces.map((name) => ({ args: ['ip', 'link', 'add', name, 'type', 'bridge'] })),
      ...users.map((name) => ({ args: ['useradd', '--system', '--no-create-home', name] })),
    ],
  });
}
