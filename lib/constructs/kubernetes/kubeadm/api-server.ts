import type { PatchOptions } from './configuration-patches';

/** The API server, as far as a program changes what Plinth has no word for. */
export class ApiServer {
  readonly #arguments: { readonly name: string; readonly value: string; readonly reason: string }[] = [];

  /**
   * Gives it an argument, `setArgument('event-ttl', '30m', { reason })`. It takes the place of one of the same name. Reviewers
   * see it with its reason.
   *
   * https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
   */
  setArgument(name: string, value: string, { reason }: PatchOptions): this {
    this.#arguments.push({ name: name.replace(/^--/, ''), value, reason });
    return this;
  }

  get all(): readonly { readonly name: string; readonly value: string; readonly reason: string }[] {
    return this.#arguments;
  }
}
