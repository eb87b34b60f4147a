import type { RootFile } from './root';
import { printed, problemsOf, type Texts } from './texts';

/**
 * What sshd says to configurations, or to drop-ins of sshd_config.d; `files` are those that they name.
 *
 * It does not notice users and groups that are not there, nor an AuthorizedKeysFile.
 */
export function sshdProblems(texts: Texts, files: readonly RootFile[] = []): Promise<readonly string[]> {
  return problemsOf(texts, {
    // sshd wants to be called by its whole path.
    command: (path) => ({ args: ['/usr/sbin/sshd', '-t', '-f', path] }),
    // A deprecated option is a line with status 0.
    problems: printed,
    files,
    before: [{ args: ['mkdir', '-p', '/run/sshd'] }],
  });
}
