import { gatewayApiData, lifecyclesData, minorData, type KindData, type LifecyclesData, type TypesData } from './data';
import type { KindFacts, RemovalFacts, TypeFacts } from './facts';
import { deprecationOf, removalOf } from './lifecycle';
import { KubeType } from './kube-type';
import type { KubernetesMinor } from './minor';

/** What one minor of Kubernetes serves, with the Gateway API beside it. */
export interface KubeApi {
  readonly minor: KubernetesMinor;
  /** The patch release whose sources were read, such as `v1.36.4`. */
  readonly patch: string;
  /** Facts of a kind; undefined when this minor does not serve it. */
  tryKind(apiVersion: string, kind: string): KindFacts | undefined;
  /** All kinds that people can create, Kubernetes' own first, each sorted by apiVersion and kind. */
  kinds(): readonly KindFacts[];
  /** Why upstream knows a kind that this minor does not serve; undefined for served and for unknown kinds. */
  removal(apiVersion: string, kind: string): RemovalFacts | undefined;
}

const known = new Map<KubernetesMinor, KubeApi>();

/** The API of a minor; read on first use, then shared. */
export function kubeApi(minor: KubernetesMinor): KubeApi {
  let api = known.get(minor);
  if (api === undefined) {
    api = new MinorApi(minor);
    known.set(minor, api);
  }
  return api;
}

class MinorApi implements KubeApi {
  readonly minor: KubernetesMinor;
  readonly patch: string;
  readonly #kinds = new Map<string, KindFacts>();
  readonly #types = new Map<string, TypeFacts>();
  readonly #texts: TypesData;
  #lifecycles: LifecyclesData | undefined;

  constructor(minor: KubernetesMinor) {
    const data = minorData(minor);
    const gateway = gatewayApiData();
    this.minor = minor;
    this.patch = data.patch;
    this.#texts = data.types;
    for (const kind of data.kinds) this.#add(kind, 'kubernetes');
    for (const kind of gateway.kinds) this.#add(kind, 'gateway-api', gateway.types);
  }

  tryKind(apiVersion: string, kind: string): KindFacts | undefined {
    return this.#kinds.get(`${apiVersion} ${kind}`);
  }

  kinds(): readonly KindFacts[] {
    return [...this.#kinds.values()];
  }

  removal(apiVersion: string, kind: string): RemovalFacts | undefined {
    if (this.tryKind(apiVersion, kind) !== undefined) return undefined;
    return removalOf({ apiVersion, kind }, this.minor, this.#life(), this);
  }

  #life(): LifecyclesData {
    return (this.#lifecycles ??= lifecyclesData());
  }

  #add(data: KindData, source: KindFacts['source'], own?: TypesData): void {
    const { apiVersion, kind, plural, namespaced } = data;
    const [version, group = ''] = apiVersion.split('/').reverse() as [string, string | undefined];
    const typeOf = (): TypeFacts => this.#type(data.type, own);
    const deprecationIn = (): KindFacts['deprecated'] => deprecationOf(data, this.minor, this.#life(), this);
    // Types and lives are looked up when asked for: a program touches few of the hundred kinds.
    const facts: KindFacts = {
      apiVersion,
      group,
      version,
      kind,
      plural,
      namespaced,
      get type() {
        return typeOf();
      },
      enabledByDefault: data.enabled ?? true,
      get deprecated() {
        return source === 'kubernetes' ? deprecationIn() : undefined;
      },
      source,
    };
    this.#kinds.set(`${apiVersion} ${kind}`, facts);
  }

  /** `own` holds types of the Gateway API, which also uses those of the minor, such as ObjectMeta. */
  #type(name: string, own?: TypesData): TypeFacts {
    const isOwn = own !== undefined && Object.hasOwn(own, name);
    const key = isOwn ? `gateway-api ${name}` : name;
    let type = this.#types.get(key);
    if (type === undefined) {
      const texts = isOwn ? own[name] : this.#texts[name];
      if (texts === undefined) throw new Error(`The data of Kubernetes ${this.minor} have no type ${name}.`);
      type = new KubeType(name, texts, (other) => this.#type(other, isOwn ? own : undefined));
      this.#types.set(key, type);
    }
    return type;
  }
}
