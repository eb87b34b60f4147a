/** `"a", "b" and "c"` */
export function quoted(texts: readonly string[]): string {
  return listed(texts.map((text) => `"${text}"`));
}

/** `a, b and c`; `none` for nothing. */
export function listed(texts: readonly string[]): string {
  if (texts.length === 0) return 'none';
  return texts.length === 1 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1) ?? ''}`;
}
