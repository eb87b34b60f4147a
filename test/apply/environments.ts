import { join } from 'node:path';
import { readAssembly, type Assembly } from '../../lib/assembly';

/** The committed output of this repository. */
export const dist = join(__dirname, '../../dist');

/** Three control hosts, two workers, and everything that a plan can hold. */
export function bed(): Assembly {
  return readAssembly(dist, 'bed');
}

/** A tenant of a cluster that another environment runs. */
export function staging(): Assembly {
  return readAssembly(dist, 'staging');
}
