/**
 * The candidate that a mistyped name most likely means, for "Did you mean ...?".
 *
 * Distance is Damerau-Levenshtein: a wrong, missing, extra or swapped letter costs one, a letter in the wrong case a tenth.
 * At most a third of the letters may be wrong, and at least one: further away a guess only confuses.
 *
 * @returns undefined when nothing is near; the first of several that are equally near
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 0.99;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const distance = distanceOf(name, candidate);
    if (distance >= least || distance >= Math.max(name.length, candidate.length)) continue;
    nearest = candidate;
    least = distance;
  }
  return nearest;
}

function distanceOf(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const [left = '', right = ''] = [a[row - 1], b[column - 1]];
      const cost = left === right ? 0 : left.toLowerCase() === right.toLowerCase() ? 0.1 : 1;
      const shifted = Math.min(previous[column] ?? 0, current[column - 1] ?? 0) + 1;
      const swaps = row > 1 && column > 1 && left === b[column - 2] && a[row - 2] === right;
      const swapped = swaps ? (before[column - 2] ?? 0) + 1 : shifted;
      current.push(Math.min(shifted, swapped, (previous[column - 1] ?? 0) + cost));
    }
    [before, previous] = [previous, current];
  }
  return previous[b.length] ?? 0;
}
