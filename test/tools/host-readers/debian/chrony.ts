import type { RootFile } from './root';
import { problemsOf, type Texts } from './texts';

/**
 * What chronyd says to configurations; `files` are those that they name.
 *
 * `chronyd -p` reads words and numbers only. So it really starts, with no control of the clock (nor the right to have it) and
 * nobody to ask, and ends with its namespaces as soon as it is ready. Devices that a configuration names are not there. Numbers
 * out of range (`minpoll 400`) and folders that are not there it does not notice.
 */
export function chronyProblems(texts: Texts, files: readonly RootFile[] = []): Promise<readonly string[]> {
  return problemsOf(texts, {
    command: (path) => ({ args: ['unshare', '--pid', '--fork', '--mount-proc', 'sh', '-uc', script, path] }),
    problems: (outcome) => {
      const lines = outcome.stdout.split('\n').map((line) => line.replace(/^\S+Z /, '').replace(/^Fatal error : /, ''));
      return [...new Set(lines)].filter((line) => line !== '' && !expected.test(line));
    },
    files,
  });
}

/** With a /run of its own: chronyd does not start beside another one's pidfile. What goes wrong early it only says on stderr. */
const script = `mount -t tmpfs tmpfs /run
chronyd -x -L 0 -l "$0.log" -f "$0" 2>"$0.errors"
status=$?
[ $status = 0 ] || cat "$0.errors"
[ ! -e "$0.log" ] || cat "$0.log"
exit $status`;

const expected = /^chronyd version \S+ starting |^Disabled control of system clock$|^Using leap second list /;
