import type { RootCommand, RootFile } from './root';
import { printed, problemsOf, type Texts } from './texts';

export interface HaproxySurroundings {
  /** Paths of certificates with their keys, or of authorities, that a configuration names; made here. @default - none */
  readonly certificates?: readonly string[];
  /** Other files that it names: error pages, maps. @default - none */
  readonly files?: readonly RootFile[];
}

/**
 * What HAProxy says to configurations. Nothing is bound.
 *
 * Names of servers are looked up at once unless `init-addr` says otherwise; here none of them is known.
 */
export function haproxyProblems(
  texts: Texts,
  { certificates = [], files = [] }: HaproxySurroundings = {},
): Promise<readonly string[]> {
  return problemsOf(texts, {
    // -dD adds doubts that are no warnings yet; warnings alone leave the status 0.
    command: (path) => ({ args: ['haproxy', '-c', '-dD', '-f', path] }),
    problems: (outcome) =>
      printed({ ...outcome, stderr: outcome.stderr.replace(/\n +\| /g, ' ') })
        .filter((line) => !line.startsWith('[NOTICE]') && !total.test(line))
        .map((line) => line.replace(/^\[(\w+)\]\s+\(\d+\) : config : /, '$1: ')),
    files,
    before: certificates.map(certificate),
  });
}

/** Lines that say no more than that others were printed. */
const total =
  /^Warnings were found\.$|: Error\(s\) found in configuration file|: Fatal errors found in configuration\.$/;

function certificate(path: string): RootCommand {
  const make =
    'openssl req -x509 -noenc -newkey ec -pkeyopt ec_paramgen_curve:P-256 -subj /CN=plinth -keyout "$0" -out "$0.new"';
  return { args: ['sh', '-euc', `mkdir -p "$(dirname "$0")"; ${make} 2>&1; cat "$0.new" >>"$0"; rm "$0.new"`, path] };
}
