import type { Json } from '../../lib/core/json';
import { isJsonObject } from '../../lib/core/json';

/** JSON with one member of each top-level value per line: small, and still readable as a difference. */
export function dataText(data: Json): string {
  if (!isJsonObject(data)) throw new Error('a data file holds a mapping');
  const members = Object.entries(data).map(([key, value]) => `${JSON.stringify(key)}:${rows(value)}`);
  return `{\n${members.join(',\n')}\n}\n`;
}

function rows(value: Json): string {
  if (Array.isArray(value)) return `[\n${value.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${JSON.stringify(member)}`);
  return members.some((member) => member.length > 200) || members.length > 4
    ? `{\n${members.join(',\n')}\n}`
    : `{${members.join(',')}}`;
}
