import { isJsonObject, type Json, type JsonObject } from '../../core';

/**
 * The fields that were given to a generated class and are missing from what it emits.
 *
 * Generated classes copy the fields that they know and forget the rest. They also spell names their own way (`clusterIp` for
 * `clusterIP`, `enum_` for `enum`), so names are compared without case and punctuation. Empty mappings and lists may go.
 */
export function droppedFields(given: JsonObject, emitted: JsonObject): readonly string[] {
  const dropped: string[] = [];
  compare(given, emitted, '', dropped);
  return dropped;
}

function compare(given: JsonObject, emitted: JsonObject, field: string, dropped: string[]): void {
  let names: Map<string, Json> | undefined;
  for (const [key, value] of Object.entries(given)) {
    if (value === null || isEmpty(value)) continue;
    const place = field === '' ? key : `${field}.${key}`;
    let there = emitted[key];
    if (there === undefined) {
      names ??= new Map(Object.entries(emitted).map(([name, member]) => [plainName(name), member]));
      there = names.get(plainName(key));
    }
    if (there === undefined) dropped.push(place);
    else compareMember(value, there, place, dropped);
  }
}

function compareMember(given: Json, emitted: Json, field: string, dropped: string[]): void {
  if (isJsonObject(given) && isJsonObject(emitted)) {
    compare(given, emitted, field, dropped);
  } else if (Array.isArray(given) && Array.isArray(emitted)) {
    (given as readonly Json[]).forEach((item, index) => {
      const there = (emitted as readonly Json[])[index];
      if (there !== undefined) compareMember(item, there, `${field}[${String(index)}]`, dropped);
    });
  }
}

function isEmpty(value: Json): boolean {
  return Array.isArray(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0;
}

function plainName(name: string): string {
  return name.replace(/[^a-zA-Z0-9]/g, '').toLowerCase();
}
