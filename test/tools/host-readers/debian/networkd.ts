import type { Outcome } from '../../run';
import { inDebianRoot, type RootCommand } from './root';
import { printed, requireTexts, type Texts } from './texts';

/**
 * What systemd-networkd says to the .network and .netdev files of one host, and udev to its .link files; by their paths on the
 * host. No command reads them without effect: here the daemon itself starts, in a network of its own, and ends once it has read.
 */
export async function networkdProblems(files: Texts): Promise<readonly string[]> {
  requireTexts(files);
  const outcomes = await inDebianRoot(
    [...files].map(([path, text]) => ({ path, text })),
    networkdCommands,
  );
  const paths = [...files.keys()];
  return [...outcomes.flatMap((outcome) => networkdProblemsIn(outcome, paths)), ...unread(outcomes, paths)];
}

/** Let both programs read what is there. */
export const networkdCommands: readonly RootCommand[] = [
  // Its own folder in there the daemon makes.
  { args: ['mkdir', '-p', '/run/systemd'] },
  {
    args: ['/usr/lib/systemd/systemd-networkd'],
    env: { SYSTEMD_LOG_LEVEL: 'debug' },
    until: 'Enumeration completed',
  },
  { args: ['udevadm', 'test-builtin', 'net_setup_link', '/sys/class/net/lo'] },
];

const success = /: Successfully loaded\.$|^Parsed configuration file |^NetDev loaded /;

/** Lines about one of these files that do not say that it was read. */
export function networkdProblemsIn(outcome: Outcome, paths: readonly string[]): readonly string[] {
  return printed(outcome).filter((line) => paths.some((path) => line.includes(path)) && !success.test(line));
}

/** A file in a folder that is not read, or with a name that is not, is silence. */
function unread(outcomes: readonly Outcome[], paths: readonly string[]): readonly string[] {
  const lines = outcomes.flatMap(printed);
  return paths.filter((path) => !lines.some((line) => line.includes(path))).map((path) => `${path}: was not read`);
}
