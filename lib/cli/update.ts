import { Lock, synthesizeAndWrite } from '../program';
import { loadProgram } from './load-program';
import { guarded, written } from './synth';
import { pipelineOptions, type VerbContext } from './verb';

/**
 * `plinth update [NAME]`: forgets what is locked, takes the newest releases, and writes everything that follows from it.
 *
 * All or nothing: a release that the environments cannot take leaves the lock file and dist/ as they were.
 */
export async function update(name: string | undefined, context: VerbContext): Promise<number> {
  return guarded(context, async () => {
    const { options, terminal, surroundings } = context;
    const before = Lock.read(surroundings.cwd).releases;
    const unlocked = name === undefined ? Object.keys(before) : [name];
    const apps = await loadProgram(surroundings.cwd, options.app);
    const result = synthesizeAndWrite(apps, { ...pipelineOptions(context), unlocked });
    const after = Lock.read(surroundings.cwd).releases;
    const releases = [...new Set([...unlocked, ...Object.keys(after)])].sort().flatMap((each) => {
      const [from, to] = [before[each], after[each]];
      return from === to && !unlocked.includes(each) ? [] : [{ name: each, ...(from && { from }), ...(to && { to }) }];
    });
    if (options.format === 'text' && !options.quiet) terminal.result(releasesText(releases));
    return written(result, context, { releases });
  });
}

interface Release {
  readonly name: string;
  readonly from?: string;
  readonly to?: string;
}

function releasesText(releases: readonly Release[]): string {
  if (releases.length === 0) return 'No release is locked.\n';
  const width = Math.max(...releases.map(({ name }) => name.length));
  return releases.map((release) => `${release.name.padEnd(width)}  ${moveText(release)}\n`).join('');
}

function moveText({ from, to }: Release): string {
  if (from === undefined) return `${to ?? ''}, new`;
  if (to === undefined) return `${from} -> not used any more`;
  return from === to ? `${from}, the newest already` : `${from} -> ${to}`;
}
