import { PlinthError } from '../../core';
import { imageInvalid } from './findings';

// https://github.com/distribution/reference/blob/main/regexp.go, with the lengths of reference.go.
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const domain =
  '(?:[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)(?:\\.[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)*(?::[0-9]+)?';
const repositoryPattern = new RegExp(`^(?:${domain}/)?${component}(?:/${component})*$`);
const tagPattern = /^[A-Za-z0-9_][-.A-Za-z0-9_]{0,127}$/;
const digestPattern = /^sha256:[a-f0-9]{64}$/;

/** A container image by reference. Production asks for a digest, because a tag can be moved. */
export class Image {
  /**
   * An image by the digest of its content: Image.digest('registry.example.com/cart', 'sha256:...').
   *
   * @throws PlinthError `image-invalid` when the repository or the digest is malformed.
   */
  static digest(repository: string, digest: string): Image {
    return new Image(repository, undefined, digest);
  }

  /** An image by its tag. @throws PlinthError `image-invalid` when the repository or the tag is malformed. */
  static tag(repository: string, tag: string): Image {
    return new Image(repository, tag, undefined);
  }

  /** An image as Kubernetes writes it: `redis:7.4@sha256:...`. @throws PlinthError `image-invalid` when it is malformed. */
  static of(reference: string): Image {
    const [named = '', ...digests] = reference.split('@');
    // A colon before the last slash belongs to the registry's port.
    const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
    const [repository, tag] = colon < 0 ? [named, undefined] : [named.slice(0, colon), named.slice(colon + 1)];
    return new Image(repository, tag, digests.length === 0 ? undefined : digests.join('@'));
  }

  /** Registry and path: `registry.example.com/shop/cart`. */
  readonly repository: string;
  readonly tag: string | undefined;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string | undefined;

  private constructor(repository: string, tag: string | undefined, digest: string | undefined) {
    this.repository = repository;
    this.tag = tag;
    this.digest = digest;
    if (!repositoryPattern.test(repository) || repository.length > 255) {
      const plain = repository.toLowerCase();
      const fix = repositoryPattern.test(plain)
        ? `Did you mean "${plain}"?`
        : 'Write registry and path in lower case, such as "registry.example.com/shop/cart".';
      throw PlinthError.of(imageInvalid, `"${repository}" is no repository of images.`, fix);
    }
    if (tag !== undefined && !tagPattern.test(tag)) {
      const fix = 'Write up to 128 letters, digits, "_", "." and "-", not beginning with "." or "-".';
      throw PlinthError.of(imageInvalid, `"${tag}" is no tag of ${repository}.`, fix);
    }
    if (digest !== undefined && !digestPattern.test(digest)) {
      const fix =
        'Write "sha256:" and 64 hexadecimal digits in lower case, as `docker buildx imagetools inspect` prints them.';
      throw PlinthError.of(imageInvalid, `"${digest}" is no digest of ${repository}.`, fix);
    }
  }

  /** The reference as Kubernetes takes it. */
  toString(): string {
    const tag = this.tag === undefined ? '' : `:${this.tag}`;
    return `${this.repository}${tag}${this.digest === undefined ? '' : `@${this.digest}`}`;
  }
}
