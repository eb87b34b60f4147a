/** Thrown for a value that YAML cannot carry as plain data: the message names where it is and what it is. */
export class NotPlainData extends Error {
  /** Keys and indexes from the root to the value, as in `spec.ports[0].name`; empty for the root itself. */
  readonly path: string;

  constructor(path: string, problem: string, fix: string) {
    super(`The value at ${path === '' ? 'the root' : `"${path}"`} cannot be written as YAML: it is ${problem}. ${fix}`);
    this.name = 'NotPlainData';
    this.path = path;
  }
}

/**
 * Whether the object is a plain mapping: one written as a literal, parsed, or made without a prototype.
 *
 * Looks for a prototype without a prototype instead of `Object.prototype`, since data may come from another realm.
 */
export function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

/** Half of a surrogate pair: no UTF-8 file can hold it, and the YAML readers of Kubernetes refuse its escape. */
export const halfCharacter = /\p{Surrogate}/u;

/**
 * Finds the first value that is not plain data, with its path.
 *
 * The writer keeps no paths, because it is on the hot path. It calls this only after it has failed.
 */
export function findNotPlain(value: unknown, path = '', parents: readonly object[] = []): NotPlainData | undefined {
  if (typeof value === 'string') return halfCharacter.test(value) ? notText(path, 'a string') : undefined;
  if (typeof value !== 'object' || value === null) return findNotPlainScalar(value, path);
  if (parents.includes(value)) {
    return new NotPlainData(path, 'one of its own parents, so it has no end', 'Copy the part of it that is needed.');
  }
  const within = [...parents, value];
  if (within.length > maxDepth) {
    return new NotPlainData(
      path,
      `more than ${String(maxDepth)} levels deep`,
      'Write it as a string, or in a flatter form.',
    );
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const found = findNotPlain(item, `${path}[${String(index)}]`, within);
      if (found) return found;
    }
    return undefined;
  }
  if (!isPlainObject(value)) {
    return new NotPlainData(path, `an instance of ${className(value)}`, 'Write its properties as a plain object.');
  }
  for (const [key, member] of Object.entries(value)) {
    const keyPath = path === '' ? key : `${path}.${key}`;
    const found = halfCharacter.test(key) ? notText(keyPath, 'a key') : findNotPlain(member, keyPath, within);
    if (found) return found;
  }
  return undefined;
}

/** Deeper than any manifest, and well above where recursion ends. */
export const maxDepth = 500;

function findNotPlainScalar(value: unknown, path: string): NotPlainData | undefined {
  if (value === undefined) return new NotPlainData(path, 'undefined', 'Leave the key out, or write null.');
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return new NotPlainData(path, String(value), 'Write a finite number, or a string.');
  }
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return undefined;
  return new NotPlainData(path, `a ${typeof value}`, 'Write a string, a number, a boolean, null, a list or a mapping.');
}

function notText(path: string, what: string): NotPlainData {
  return new NotPlainData(path, `${what} with half a character (a lone surrogate)`, 'Write binary data as base64.');
}

function className(value: object): string {
  const maker: unknown = value.constructor;
  return typeof maker === 'function' && maker.name !== '' ? maker.name : 'a class';
}
