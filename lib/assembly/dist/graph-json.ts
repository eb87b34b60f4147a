import type { Json } from '../../core';

/** A mapping with one member a line, so that one changed resource is one changed line. */
export function mappingByLine(entries: Iterable<readonly [string, Json]>): string {
  const lines = [...entries].map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return lines.length === 0 ? '{}\n' : `{\n${lines.join(',\n')}\n}\n`;
}

/** A list with one item a line. */
export function listByLine(items: readonly Json[]): string {
  return items.length === 0 ? '[]\n' : `[\n${items.map((item) => `  ${JSON.stringify(item)}`).join(',\n')}\n]\n`;
}
