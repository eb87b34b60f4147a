/** An image by reference, in the form that `Image` of constructs/services has; a plain string is taken as it is. */
export interface ImageReference {
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  /** `registry.example.com/patroni:4.1@sha256:...` */
  toString(): string;
}

/** The reference as Kubernetes takes it. */
export function imageText(image: ImageReference | string): string {
  return image.toString();
}
