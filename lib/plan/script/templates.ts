/** A text with places for values. */
export type TemplatePart =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'value'; readonly name: string };

/** Takes a text apart at `${name}`, or with other brackets at what `place` matches, where the name is one of those that are known. */
export function templateParts(template: string, place: RegExp, names: ReadonlySet<string>): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let from = 0;
  for (const match of template.matchAll(place)) {
    const [whole, name = ''] = match;
    if (!names.has(name)) continue;
    parts.push({ kind: 'text', text: template.slice(from, match.index) }, { kind: 'value', name });
    from = match.index + whole.length;
  }
  return [...parts, { kind: 'text', text: template.slice(from) } as const].filter(
    (part) => part.kind === 'value' || part.text !== '',
  );
}
