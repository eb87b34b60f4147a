import type { UnitSpec } from '../model/unit';

/** A unit with its drop-ins. */
export interface UnitFiles {
  readonly name: string;
  /** Absent where only drop-ins are known. */
  readonly unit?: UnitSpec;
  readonly dropIns: readonly { readonly file: string; readonly spec: UnitSpec }[];
}

/** Units by name, drop-ins with those that they change. The state of a drop-in says nothing: it is its unit's. */
export function unitFiles(units: Iterable<UnitSpec>): readonly UnitFiles[] {
  const byName = new Map<string, { unit?: UnitSpec; dropIns: { file: string; spec: UnitSpec }[] }>();
  for (const spec of units) {
    const { unit, file } = dropInOf(spec.name);
    const known = byName.get(unit) ?? { dropIns: [] };
    byName.set(unit, known);
    if (file === undefined) known.unit = spec;
    else known.dropIns.push({ file, spec });
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, rest]) => ({ name, ...rest }));
}

/** `kubelet.service.d/10-plinth.conf` is the file `10-plinth.conf` of the unit `kubelet.service`. */
export function dropInOf(name: string): { readonly unit: string; readonly file?: string } {
  const [, unit, file] = /^(.+)\.d\/(.+)$/.exec(name) ?? [];
  return unit === undefined || file === undefined ? { unit: name } : { unit, file };
}
