import { inDebianRoot, type RootCommand } from './root';
import { printed, problemsIn, requireTexts, type Texts } from './texts';

export interface UnitSurroundings {
  /** Programs that units start and Debian does not have; made as empty ones. @default - none */
  readonly programs?: readonly string[];
  /** Units that others order themselves by, of packages that are not in the root; made as empty services or targets. @default - none */
  readonly units?: readonly string[];
}

/** A unit or a drop-in: the unit's name, and what follows it. */
const place = /^\/(?:etc|run|usr\/local\/lib|usr\/lib)\/systemd\/system\/(?<unit>[^/]+?)(?<dropIn>\.d\/[^/]+)?$/;

/**
 * What systemd says to the units and drop-ins of one host, all read together; `files` by their paths on the host, and whatever
 * else these name.
 *
 * Unknown sections and keys, which systemd ignores at boot, are problems. It does not notice that there is no such user,
 * EnvironmentFile, unit of After= and Wants=, or service of a timer.
 */
export async function unitProblems(
  files: Texts,
  { programs = [], units = [] }: UnitSurroundings = {},
): Promise<readonly string[]> {
  requireTexts(files);
  const found = [...files].flatMap(([path, text]) => {
    const { unit, dropIn } = place.exec(path)?.groups ?? {};
    return unit === undefined ? [] : [{ path, text, unit, dropIn }];
  });
  const names = [...new Set(found.map(({ unit }) => unit))].sort();
  if (names.length === 0)
    throw new Error('There is no unit: none of the files is in a folder like /etc/systemd/system.');
  const installed = found.flatMap(({ unit, dropIn, text }) =>
    dropIn === undefined && /^\[Install\]/m.test(text) ? [unit] : [],
  );
  const commands: readonly RootCommand[] = [
    { args: ['systemd-analyze', 'verify', '--man=no', '--recursive-errors=yes', ...names] },
    // The names in [Install] are looked up by this command alone.
    ...(installed.length === 0 ? [] : [{ args: ['systemctl', '--root=/', 'enable', ...installed] }]),
  ];
  const outcomes = await inDebianRoot(
    [
      ...[...files].map(([path, text]) => ({ path, text })),
      ...programs.map((path) => ({ path, text: '#!/bin/sh\n' })),
      ...units.map((name) => ({ path: `/usr/lib/systemd/system/${name}`, text: standIn(name) })),
    ],
    commands,
  );
  const problems = outcomes.flatMap((outcome) =>
    problemsIn(outcome, (answer) => printed(answer).filter((line) => !enabling.test(line))),
  );
  const unread = found.flatMap(({ path, dropIn }) =>
    dropIn !== undefined && !dropIn.endsWith('.conf') ? [`${path}: systemd reads drop-ins named *.conf only`] : [],
  );
  return [...new Set([...problems, ...unread])];
}

/** What `systemctl enable` says of what it does; the second and third where a package has a script of the same name. */
const enabling = /^(?:Created symlink |Synchronizing state of |Executing: \/usr\/lib\/systemd\/systemd-sysv-install )/;

function standIn(name: string): string {
  const what = name.endsWith('.service') ? '[Service]\nType=oneshot\nExecStart=/bin/true\n' : '';
  return `[Unit]\nDescription=${name}\n${what}`;
}
