import { PlinthError } from '../core';
import { isPlinthError } from './error-text';
import type { Declared } from './declared';

/** Adds the lines of the program to findings about resources: whoever compares assemblies does not know them. */
export async function withSources<T>({ assembly, provenance }: Declared, make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (!isPlinthError(error)) throw error;
    const within = `${assembly.environment.name}/`;
    throw new PlinthError(
      error.findings.map((found) => {
        const origin = found.path.startsWith(within) ? provenance[found.path.slice(within.length)] : undefined;
        return origin?.source === undefined ? found : { source: origin.source, ...found };
      }),
    );
  }
}
