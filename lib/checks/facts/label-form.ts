const part = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const domain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const says = 'may hold only letters, digits, "-", "_" and ".", beginning and ending with a letter or digit';

/**
 * What is wrong with the key of a label or an annotation, or undefined.
 *
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function keyProblem(key: string): string | undefined {
  const slash = key.indexOf('/');
  const [prefix, name] = slash < 0 ? [undefined, key] : [key.slice(0, slash), key.slice(slash + 1)];
  if (prefix !== undefined && (prefix.length > 253 || !domain.test(prefix)))
    return `the part of the key "${key}" before "/" is no DNS name of at most 253 characters`;
  if (name.length > 63) return `the name in the key "${key}" has ${name.length} characters; 63 are allowed`;
  return part.test(name) ? undefined : `the name in the key "${key}" ${says}`;
}

/** What is wrong with the value of a label, or undefined. An empty one is fine. */
export function valueProblem(key: string, value: string): string | undefined {
  if (value.length > 63) return `the value "${value}" of ${key} has ${value.length} characters; 63 are allowed`;
  return value === '' || part.test(value) ? undefined : `the value "${value}" of ${key} ${says}`;
}
