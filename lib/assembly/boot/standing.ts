import { placed } from '../hosts';
import type { Assembly } from '../model/assembly';
import type { FileSpec } from '../model/file';
import type { UserSpec } from '../model/host-settings';
import type { UnitSpec } from '../model/unit';

/** What stands in one place, as far as a first boot brings it; each thing by its name, sorted. */
export interface Standing {
  readonly files: ReadonlyMap<string, FileSpec>;
  readonly units: ReadonlyMap<string, UnitSpec>;
  readonly users: ReadonlyMap<string, UserSpec>;
}

/** What stands on all hosts of a pool, or with `<pool>/<host>` on one alone. */
export function standingAt(assembly: Assembly, place: string): Standing {
  return {
    files: new Map(placed(assembly, 'file', place).map(({ spec }) => [spec.path, spec])),
    units: new Map(placed(assembly, 'unit', place).map(({ spec }) => [spec.name, spec])),
    users: new Map(placed(assembly, 'user', place).map(({ spec }) => [spec.name, spec])),
  };
}

/**
 * What a host has of its pool and what it has alone. Where both have a name, its own is meant.
 *
 * Sorted by name, so that it does not matter who has what.
 */
export function together<T>(shared: ReadonlyMap<string, T>, own: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  if (own.size === 0) return shared;
  return new Map([...shared, ...own].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
