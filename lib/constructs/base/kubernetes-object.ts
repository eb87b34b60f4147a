import { ApiObject, JsonPatch, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { JsonObject } from '../../core';

export interface KubernetesObjectProps {
  readonly apiVersion: string;
  readonly kind: string;
  /** The name as it is; nothing is appended to it. */
  readonly name: string;
  /** @default - the stack's */
  readonly namespace?: string;
  /** Labels beside the stack's, asked for when everything is known. @default - none */
  readonly labels?: () => Readonly<Record<string, string>>;
  /** The manifest without its head, asked for when everything is known. */
  readonly body: () => JsonObject;
  /** Annotations, asked for when everything is known. @default - none */
  readonly annotations?: () => Readonly<Record<string, string>>;
}

/**
 * An object whose body is made when the whole program is known.
 *
 * It is an ordinary cdk8s ApiObject: `addJsonPatch` and `metadata` work on it, and both stay visible to reviewers.
 */
export class KubernetesObject extends ApiObject {
  readonly #body: () => JsonObject;
  readonly #labels: () => Readonly<Record<string, string>>;
  readonly #annotations: () => Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: KubernetesObjectProps) {
    const { apiVersion, kind, name, namespace } = props;
    const metadata: ApiObjectMetadata = { name, ...(namespace !== undefined && { namespace }) };
    super(scope, id, { apiVersion, kind, metadata });
    this.#body = props.body;
    this.#labels = props.labels ?? (() => ({}));
    this.#annotations = props.annotations ?? (() => ({}));
  }

  override toJson(): unknown {
    const metadata = this.metadata.toJson() as JsonObject;
    const labels = { ...(metadata['labels'] as JsonObject | undefined), ...this.#labels() };
    const annotations = { ...(metadata['annotations'] as JsonObject | undefined), ...this.#annotations() };
    const manifest = {
      apiVersion: this.apiVersion,
      kind: this.kind,
      metadata: {
        ...metadata,
        ...(Object.keys(labels).length > 0 && { labels }),
        ...(Object.keys(annotations).length > 0 && { annotations }),
      },
      ...this.#body(),
    };
    const patches = Reflect.get(this, 'patches') as readonly JsonPatch[];
    return patches.length === 0 ? manifest : (JsonPatch.apply(manifest, ...patches) as unknown);
  }
}
