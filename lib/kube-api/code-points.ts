/**
 * Orders texts by code point, as Go and YAML writers do; JavaScript's own order is by UTF-16 unit.
 *
 * The two differ where a character above U+FFFF meets one between U+E000 and U+FFFF.
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const [left, right] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (left !== right) return unitRank(left) - unitRank(right);
  }
  return a.length - b.length;
}

/** Surrogates, the halves of what lies above U+FFFF, go last. */
function unitRank(unit: number): number {
  return unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit;
}
