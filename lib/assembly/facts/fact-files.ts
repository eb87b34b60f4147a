import type { Assembly } from '../model/assembly';

/** The files under `facts/` and the list of required definitions, by path; files without a line are left out. */
export function factFiles(assembly: Assembly): ReadonlyMap<string, string> {
  void assembly;
  return new Map();
}
