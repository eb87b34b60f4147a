import { isDeepStrictEqual } from 'node:util';

/** What two specs say differently first: the field, and both values in a few words. */
export function difference(
  there: object,
  here: object,
): { readonly field: string; readonly values: readonly [string, string] } {
  const [a, b] = [there, here] as readonly Readonly<Record<string, unknown>>[];
  const field = [...new Set([...Object.keys(there), ...Object.keys(here)])].find(
    (key) => !isDeepStrictEqual(a?.[key], b?.[key]),
  );
  if (field === undefined) return { field: 'it', values: ['', ''] };
  const [one, other] = [a?.[field], b?.[field]];
  if (isMapping(one) && isMapping(other)) {
    const inner = difference(one, other);
    return { ...inner, field: `${field}.${inner.field}` };
  }
  return { field, values: [shown(one), shown(other)] };
}

function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const longest = 60;

function shown(value: unknown): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}...` : text;
}
