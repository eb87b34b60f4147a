import { isJsonObject, type Json, type JsonObject } from '../core';
import type { ValueFacts } from './facts';

/** An item that server-side apply cannot tell from an earlier one. */
export interface DuplicateItem {
  readonly index: number;
  readonly first: number;
  /** What both have: `name "web"`. */
  readonly item: string;
}

/**
 * Finds items of a set, or of a list merged by keys, that are the same to server-side apply.
 *
 * A key that is absent counts with its default (the protocol of a port is TCP); an item without a key that has none is left
 * out: that it is missing is a problem of its own.
 */
export function duplicateItems(facts: ValueFacts, of: ValueFacts, items: readonly Json[]): readonly DuplicateItem[] {
  const firstByKey = new Map<string, number>();
  const duplicates: DuplicateItem[] = [];
  items.forEach((value, index) => {
    const item = facts.listType === 'set' ? JSON.stringify(value) : itemText(facts.listMapKeys ?? [], of, value);
    if (item === undefined) return;
    const first = firstByKey.get(item);
    if (first === undefined) firstByKey.set(item, index);
    else duplicates.push({ index, first, item });
  });
  return duplicates;
}

function itemText(keys: readonly string[], of: ValueFacts, value: Json): string | undefined {
  if (!isJsonObject(value)) return undefined;
  let text = '';
  for (const key of keys) {
    const part = keyValue(key, of, value);
    if (part === undefined) return undefined;
    text += `${text === '' ? '' : ', '}${key} ${JSON.stringify(part)}`;
  }
  return text;
}

function keyValue(key: string, of: ValueFacts, item: JsonObject): Json | undefined {
  return item[key] ?? of.object?.fields.get(key)?.default;
}
