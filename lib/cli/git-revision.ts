import type { Runner } from '../apply';

/** The revision of a folder, with `-dirty` where it has changes that are not committed; undefined where there is no git. */
export async function gitRevision(run: Runner, folder: string): Promise<string | undefined> {
  const git = async (...args: readonly string[]): Promise<string | undefined> => {
    const { exitCode, output } = await run({ program: 'git', args: ['-C', folder, ...args], timeoutSeconds: 10 });
    return exitCode === 0 ? output.toString('utf8').trim() : undefined;
  };
  const revision = await git('rev-parse', 'HEAD');
  if (revision === undefined) return undefined;
  return (await git('status', '--porcelain', '--untracked-files=no')) === '' ? revision : `${revision}-dirty`;
}
