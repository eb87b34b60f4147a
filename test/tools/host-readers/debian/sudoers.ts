import { printed, problemsOf, type Texts } from './texts';

/** What visudo says to sudoers files. It does not notice users, groups and programs that are not there. */
export function sudoersProblems(texts: Texts): Promise<readonly string[]> {
  return problemsOf(texts, {
    command: (path) => ({ args: ['visudo', '--check', '--strict', `--file=${path}`] }),
    // An alias that nothing uses is a warning with status 0.
    problems: (outcome) => printed(outcome).filter((line) => !line.endsWith(': parsed OK')),
    mode: 0o440,
  });
}
