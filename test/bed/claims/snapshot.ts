/** Fields of things, by what they are: `control-1 file /etc/hosts`. */
export type Snapshot = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What differs between two snapshots, one sentence for each thing; empty where nothing was touched. */
export function differences(before: Snapshot, after: Snapshot): readonly string[] {
  const things = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return things.flatMap((thing) => {
    const [was, is] = [before[thing], after[thing]];
    if (!was) return [`${thing}: is new`];
    if (!is) return [`${thing}: is gone`];
    const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])];
    const changed = fields.filter((field) => was[field] !== is[field]);
    if (changed.length === 0) return [];
    const told = changed.map((field) => `${field} was ${was[field] ?? 'absent'}, is ${is[field] ?? 'absent'}`);
    return [`${thing}: ${told.join('; ')}`];
  });
}
