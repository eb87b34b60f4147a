import type { FileTree, Synthesized } from '../assembly';

/** Where a source line of each resource is kept, below the root. Not committed: lines change without a change of output. */
export function provenancePath(environment: string): string {
  return `build/${environment}/provenance.json`;
}

/** The provenance of environments, one resource a line. */
export function provenanceFiles(environments: readonly Synthesized[]): FileTree {
  return new Map(
    environments.map(({ assembly, provenance }) => {
      const lines = Object.entries(provenance).map(
        ([id, origin]) => `  ${JSON.stringify(id)}: ${JSON.stringify(origin)}`,
      );
      return [provenancePath(assembly.environment.name), `{\n${lines.join(',\n')}\n}\n`];
    }),
  );
}
