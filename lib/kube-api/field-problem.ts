import type { FieldType } from './facts';

/** What a JSON value is, in the words of YAML. */
export type JsonType = 'string' | 'number' | 'boolean' | 'null' | 'list' | 'mapping';

/** Something in an object's body that its API does not take. `path` is as in `spec.containers[0].image`. */
export type FieldProblem =
  | {
      readonly kind: 'unknown-field';
      readonly path: string;
      /** The field beside it whose name is nearest. */
      readonly suggestion?: string | undefined;
    }
  | {
      /** Another type of value, or a text that is no quantity, base64 or time. */
      readonly kind: 'wrong-type';
      readonly path: string;
      readonly expected: FieldType;
      readonly actual: JsonType;
      /** Absent for lists and mappings, and wherever a secret could stand. */
      readonly value?: string | number | boolean | undefined;
    }
  | {
      readonly kind: 'unknown-value';
      readonly path: string;
      readonly allowed: readonly (string | number)[];
      readonly value: string | number;
      readonly suggestion?: string | undefined;
    }
  | {
      /** Two items of a set or of a list merged by keys that server-side apply cannot tell apart. */
      readonly kind: 'duplicate-item';
      readonly path: string;
      /** Path of the item that came first. */
      readonly first: string;
      /** What both have: `name "web"`, `containerPort 8080, protocol "TCP"`. */
      readonly item: string;
    }
  | { readonly kind: 'missing-field'; readonly path: string };

export function jsonTypeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'mapping';
}
