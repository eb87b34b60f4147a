/** One line of a comparison: in both texts, only in the old one, or only in the new one. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/**
 * Compares two lists of lines: a shortest script of removals and additions, by Myers (1986).
 *
 * Texts that have almost nothing in common are not compared in full: beyond `effort` differences the rest counts as replaced.
 */
export function diffLines(before: readonly string[], after: readonly string[], effort = 500): readonly DiffLine[] {
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++;
  let end = 0;
  const rest = Math.min(before.length, after.length) - start;
  while (end < rest && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const same = (text: string): DiffLine => ({ kind: 'same', text });
  return [
    ...before.slice(0, start).map(same),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end), effort),
    ...before.slice(before.length - end).map(same),
  ];
}

function middle(a: readonly string[], b: readonly string[], effort: number): readonly DiffLine[] {
  const trace: (readonly number[])[] = [];
  const most = Math.min(a.length + b.length, effort);
  // furthest[k + most + 1] is how far into `a` one comes on the diagonal k (position in a minus position in b).
  const furthest = new Array<number>(2 * most + 3).fill(0);
  const reached = (k: number): number => furthest[k + most + 1] ?? 0;
  for (let d = 0; d <= most; d++) {
    trace.push([...furthest]);
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && reached(k - 1) < reached(k + 1)) ? reached(k + 1) : reached(k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      furthest[k + most + 1] = x;
      if (x >= a.length && x - k >= b.length) return backtracked(a, b, trace, most);
    }
  }
  return [
    ...a.map((text): DiffLine => ({ kind: 'removed', text })),
    ...b.map((text): DiffLine => ({ kind: 'added', text })),
  ];
}

function backtracked(
  a: readonly string[],
  b: readonly string[],
  trace: readonly (readonly number[])[],
  most: number,
): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  let [x, y] = [a.length, b.length];
  for (let d = trace.length - 1; d >= 0; d--) {
    const reached = (k: number): number => trace[d]?.[k + most + 1] ?? 0;
    const k = x - y;
    const previous = k === -d || (k !== d && reached(k - 1) < reached(k + 1)) ? k + 1 : k - 1;
    const toX = d === 0 ? 0 : reached(previous);
    const toY = d === 0 ? 0 : toX - previous;
    while (x > toX && y > toY) {
      lines.push({ kind: 'same', text: a[--x] ?? '' });
      y--;
    }
    if (x > toX) lines.push({ kind: 'removed', text: a[--x] ?? '' });
    else if (y > toY) lines.push({ kind: 'added', text: b[--y] ?? '' });
  }
  return lines.reverse();
}
