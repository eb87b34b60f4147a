import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { upstream } from '../../../tools/upstream';
import { run } from '../run';
import { inFolder } from './in-folder';
import { linesOf, orRefusal } from './outcome';

export const containerdReleases = ['1.7', '2.2', '2.3'] as const satisfies readonly string[];
export type ContainerdRelease = (typeof containerdReleases)[number];

/**
 * What a containerd says to its `config.toml`; empty when it accepts it.
 *
 * Versions of the file: 1.7 reads up to 2, 2.2 up to 3, 2.3 up to 4. Unknown keys and plugins, options of runtimes that
 * are none, and a default runtime that is not defined are problems; containerd passes over most of them. What only a
 * start would tell (a missing path, a port in use) is not known here, nor are files that `imports` names.
 */
export async function containerdProblems(text: string, release: ContainerdRelease): Promise<readonly string[]> {
  const program = await upstream(`containerd-${release}`);
  const plugins = await upstream('containerd-plugins');
  return inFolder({ 'config.toml': text }, async (folder) => {
    const file = (name: string): string => join(folder, name);
    const dumped = await run(program, ['--config', file('config.toml'), 'config', 'dump']);
    const problems = linesOf(dumped.stderr.replaceAll(`${folder}/`, ''))
      .filter((line) => !isMigration(line))
      .map(withoutTime);
    if (dumped.status !== 0) return orRefusal(dumped, problems);
    const defaults = await run(program, ['config', 'default']);
    writeFileSync(file('dump.toml'), dumped.stdout);
    writeFileSync(file('default.toml'), defaults.stdout);
    const judged = await run(plugins, [file('default.toml'), file('config.toml'), file('dump.toml')]);
    return orRefusal(judged, [...problems, ...linesOf(judged.stdout), ...linesOf(judged.stderr)]);
  });
}

// A file of an older version is read as it is.
function isMigration(line: string): boolean {
  return /level=warning msg="Configuration migrated from version \d+,/.test(line);
}

function withoutTime(line: string): string {
  return line.replace(/^time="[^"]*" /, '');
}
