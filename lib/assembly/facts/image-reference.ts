/** An image as a container runtime looks for it. */
export interface ImageReference {
  /** With registry and repository in full. */
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
}

/**
 * Reads a reference and fills in what the runtime would: `redis` is `docker.io/library/redis`.
 *
 * Source: https://github.com/distribution/reference/blob/main/normalize.go
 */
export function imageReference(text: string): ImageReference {
  const [named = '', digest] = text.split('@');
  // A colon before the last slash belongs to the registry's port.
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  const name = fullName(colon < 0 ? named : named.slice(0, colon));
  return { name, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

/** The reference in full: `docker.io/library/redis:7.4`. */
export function imageText({ name, tag, digest }: ImageReference): string {
  return `${name}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

function fullName(name: string): string {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isRegistry = /[.:]/.test(first) || first === 'localhost';
  if (!isRegistry) return `docker.io/${slash < 0 ? 'library/' : ''}${name}`;
  if (first === 'docker.io' && !name.slice(slash + 1).includes('/'))
    return `docker.io/library/${name.slice(slash + 1)}`;
  return name;
}
