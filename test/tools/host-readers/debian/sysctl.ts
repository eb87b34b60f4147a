import { existsSync } from 'node:fs';
import { printed, problemsOf, type Texts } from './texts';

/**
 * What systemd-sysctl says to files of sysctl.d, with the keys of this kernel.
 *
 * Values under `net` are really set, in a network of its own; others belong to the whole machine and cannot be: of them only
 * the names are judged.
 */
export function sysctlProblems(texts: Texts): Promise<readonly string[]> {
  return problemsOf(texts, {
    // Its status does not tell the reasons that hold here alone from the others; its lines do.
    command: (path) => ({ args: ['sh', '-c', '/usr/lib/systemd/systemd-sysctl --strict "$0" || :', path] }),
    problems: (outcome) => printed(outcome).filter((line) => !isOfMachine(line)),
  });
}

/** Could not be set here for a reason that holds here alone. */
function isOfMachine(line: string): boolean {
  const [, key = '', reason = ''] = /^Couldn't write '.*' to '(.+)': (.+)$/.exec(line) ?? [];
  if (reason === 'Read-only file system' || reason === 'Permission denied') return true;
  return reason === 'No such file or directory' && existsSync(`/proc/sys/${key}`);
}
