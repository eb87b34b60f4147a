/** An image as a container runtime looks for it. */
export interface ImageName {
  /** `docker.io`, `registry.example.com:5000` */
  readonly registry: string;
  /** Without the registry: `library/redis`. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/**
 * Reads an image and fills in what the runtime would: `redis` is `docker.io/library/redis`.
 *
 * Source: https://github.com/distribution/reference/blob/main/normalize.go
 */
export function imageName(text: string): ImageName {
  const [named = '', digest] = text.split('@');
  // A colon before the last slash belongs to the registry's port.
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const path = colon < 0 ? named : named.slice(0, colon);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  return { ...located(path), ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

function located(path: string): Pick<ImageName, 'registry' | 'repository'> {
  const slash = path.indexOf('/');
  const first = slash < 0 ? '' : path.slice(0, slash);
  const isRegistry = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  const registry = !isRegistry || first === 'index.docker.io' ? 'docker.io' : first;
  const repository = isRegistry ? path.slice(slash + 1) : path;
  const isOfficial = registry === 'docker.io' && !repository.includes('/');
  return { registry, repository: isOfficial ? `library/${repository}` : repository };
}

/** The image without tag and digest, in full. */
export function imagePath({ registry, repository }: ImageName): string {
  return `${registry}/${repository}`;
}

/** Whether an image comes from a registry, or from a part of it such as `registry.example.com/mirror`. */
export function isFrom(image: ImageName, registry: string): boolean {
  const wanted = registry.replace(/^https?:\/\//, '').replace(/\/+$/, '');
  const path = imagePath(image);
  return path.startsWith(`${wanted === 'index.docker.io' ? 'docker.io' : wanted}/`);
}
