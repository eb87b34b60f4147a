import { invalidValue, nearestName, PlinthError } from '../../../core';
import { knownDigests } from './known-digests';
import { upstreamArtifacts, type Architecture, type ArtifactName } from './upstream-artifacts';

export interface ArtifactMirrorProps {
  /**
   * SHA-256 of artifacts, by name and version: `{ 'containerd 2.3.4': '<64 hexadecimal digits>' }`.
   *
   * They win over the table that Plinth brings. @default - the table's, which lacks releases for which no source gives one
   */
  readonly digests?: Readonly<Record<string, string>>;
  /** Where an artifact lies if not where its project or the mirror has it, by name and version. @default - none */
  readonly urls?: Readonly<Record<string, string>>;
  /** What the processors of the hosts understand. @default 'amd64' */
  readonly architecture?: Architecture;
}

/** An artifact that has been found: where it lies, and what it must be. */
export interface FoundArtifact {
  readonly url: string;
  readonly sha256?: string;
  readonly digestSource?: string;
}

const keyForm = /^\S+ \d\S*$/;
const digestForm = /^[0-9a-f]{64}$/;

/** Where hosts get software that is no package of their distribution: from its projects, or from a mirror of them. */
export class ArtifactMirror {
  readonly #base: string | undefined;
  readonly #props: ArtifactMirrorProps;

  private constructor(base: string | undefined, props: ArtifactMirrorProps) {
    for (const [key, digest] of Object.entries(props.digests ?? {})) {
      checkKey('digests', key);
      if (!digestForm.test(digest))
        refuse(`The digest of "${key}" is "${digest}".`, 'the 64 hexadecimal digits alone, as sha256sum prints them');
    }
    for (const [key, url] of Object.entries(props.urls ?? {})) {
      checkKey('urls', key);
      checkUrl(`The URL of "${key}"`, url);
    }
    if (props.architecture !== undefined && !(['amd64', 'arm64'] as const).includes(props.architecture))
      refuse(`The architecture is "${props.architecture}".`, '"amd64" or "arm64"');
    this.#base = base;
    this.#props = props;
  }

  /**
   * From the projects that publish it.
   *
   * @throws PlinthError `invalid-value` for a digest, a URL, a key or an architecture of the wrong form.
   */
  static upstream(props: ArtifactMirrorProps = {}): ArtifactMirror {
    return new ArtifactMirror(undefined, props);
  }

  /**
   * From a mirror that has each artifact below the name of the host that publishes it:
   * `https://mirror.example.com/dl.k8s.io/release/v1.36.3/bin/linux/amd64/kubelet`.
   *
   * @throws PlinthError `invalid-value` for a digest, a URL, a key or an architecture of the wrong form.
   */
  static at(base: string, props: ArtifactMirrorProps = {}): ArtifactMirror {
    checkUrl('The mirror', base);
    return new ArtifactMirror(base.replace(/\/+$/, ''), props);
  }

  get architecture(): Architecture {
    return this.#props.architecture ?? 'amd64';
  }

  /** Where a release of an artifact lies, and its digest where one is known. */
  find(name: ArtifactName, version: string): FoundArtifact {
    const known = knownDigests[name][version];
    const found = this.located(`${name} ${version}`, upstreamArtifacts[name].url(version, this.architecture));
    if (found.sha256 !== undefined || !known) return found;
    return { ...found, sha256: known[this.architecture], digestSource: known.source };
  }

  /** The same of an artifact that Plinth does not know, by the URL at which its project publishes it. */
  findOther(name: string, version: string, url: string): FoundArtifact {
    return this.located(`${name} ${version}`, url);
  }

  private located(key: string, upstream: string): FoundArtifact {
    const mirrored = this.#base === undefined ? upstream : `${this.#base}/${upstream.replace(/^\w+:\/\//, '')}`;
    const sha256 = this.#props.digests?.[key];
    return {
      url: this.#props.urls?.[key] ?? mirrored,
      ...(sha256 !== undefined && { sha256, digestSource: 'the program' }),
    };
  }
}

function checkKey(property: string, key: string): void {
  const name = key.split(' ', 1)[0] ?? '';
  const near = nearestName(name, Object.keys(upstreamArtifacts)) ?? 'containerd';
  if (!keyForm.test(key)) refuse(`A key of ${property} is "${key}".`, `name and version, such as "${near} 2.3.4"`);
}

/** Without white space: the list of artifacts has one in a line. */
function checkUrl(what: string, url: string): void {
  if (!/^(https?|file):\/\/\S+$/.test(url))
    refuse(
      `${what} is "${url}", which is no URL of http, https or file.`,
      `a URL such as "${/^[\w.-]+(:\d+)?(\/\S*)?$/.test(url) ? `https://${url}` : 'https://mirror.example.com'}"`,
    );
}

function refuse(detail: string, form: string): never {
  throw PlinthError.of(invalidValue, detail, `Write ${form}.`);
}
