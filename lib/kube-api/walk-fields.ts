import { isJsonObject, type Json } from '../core';
import type { FieldFacts, KindFacts, TypeFacts, ValueFacts } from './facts';
import { fieldPathText } from './field-path';

/** Sees one field of an object; `path` makes its text when asked. */
export type FieldVisitor = (field: FieldFacts, value: Json, path: () => string) => void;

/**
 * Visits every field of an object that its API declares, parents before children, in the order of the body.
 *
 * Goes through lists and maps; does not enter free-form values, unknown fields, or values of another type than declared.
 */
export function walkFields(kind: KindFacts, body: Json, visit: FieldVisitor): void {
  const path: (string | number)[] = [];
  const pathText = (): string => fieldPathText(path);

  const object = (type: TypeFacts, value: Json): void => {
    if (!isJsonObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
      const field = type.fields.get(name);
      if (field === undefined) continue;
      path.push(name);
      visit(field, member, pathText);
      inside(field, member);
      path.pop();
    }
  };

  const inside = (facts: ValueFacts, value: Json): void => {
    if (facts.type === 'object' && facts.object !== undefined) object(facts.object, value);
    const of = facts.of;
    if (of === undefined) return;
    const members = facts.type === 'list' ? (Array.isArray(value) ? [...value.entries()] : []) : entriesOf(value);
    for (const [key, member] of members) {
      path.push(key);
      inside(of, member as Json);
      path.pop();
    }
  };

  object(kind.type, body);
}

function entriesOf(value: Json): [string, Json][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}
