import { bootDocuments, hostsBefore, type FileTree, type Synthesized } from '../assembly';

const folderOf = (environment: string): string => `build/${environment}/boot`;

/** What each host is given at its first boot, by path below the root. Not committed: it follows from dist/ alone. */
export function bootFiles(environments: readonly Synthesized[]): FileTree {
  return new Map(
    environments.flatMap(({ assembly }) =>
      [...bootDocuments(assembly)].map(
        ([file, text]) => [`${folderOf(assembly.environment.name)}/${file}`, text] as const,
      ),
    ),
  );
}

/** The documents that an earlier run may have written, of the hosts that are in the output folder: only these are Plinth's own. */
export function bootFilesBefore(output: string, environment: string): readonly string[] {
  return hostsBefore(output, environment).flatMap((host) =>
    ['ign', 'yaml', 'network.yaml'].map((end) => `${folderOf(environment)}/${host}.${end}`),
  );
}
