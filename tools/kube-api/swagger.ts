import type { SchemaStruct } from './schema';

/** The parts of api/openapi-spec/swagger.json that say which kinds are served, and as what. */
export interface Swagger {
  readonly paths: Readonly<Record<string, SwaggerPath>>;
  readonly definitions: Readonly<Record<string, SwaggerDefinition>>;
}

interface SwaggerPath {
  readonly post?: {
    readonly 'x-kubernetes-action'?: string;
    readonly 'x-kubernetes-group-version-kind'?: GroupVersionKind;
    readonly parameters?: readonly { readonly name?: string; readonly schema?: { readonly $ref?: string } }[];
  };
}

interface SwaggerDefinition {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** A kind that people can create, from the path under which it is created. */
export interface ServedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  /** Name of its definition in swagger.json, such as `io.k8s.api.apps.v1.Deployment`. */
  readonly definition: string;
}

/** `/apis/apps/v1/namespaces/{namespace}/deployments`: a collection, not an object or one of its subresources. */
const collectionPath = /^\/(?:api|apis\/[^/]+)\/[^/]+\/(namespaces\/\{namespace\}\/)?([a-z]+)$/;

/** The kinds that can be created at a path of their own, sorted by apiVersion and kind. */
export function servedKinds(swagger: Swagger): ServedKind[] {
  const kinds: ServedKind[] = [];
  for (const [path, { post }] of Object.entries(swagger.paths)) {
    const match = collectionPath.exec(path);
    const gvk = post?.['x-kubernetes-group-version-kind'];
    const body = post?.parameters?.find((parameter) => parameter.name === 'body')?.schema?.$ref;
    if (match === null || gvk === undefined || body === undefined || post?.['x-kubernetes-action'] !== 'post') continue;
    kinds.push({
      apiVersion: gvk.group === '' ? gvk.version : `${gvk.group}/${gvk.version}`,
      kind: gvk.kind,
      plural: match[2] ?? '',
      namespaced: match[1] !== undefined,
      definition: body.replace('#/definitions/', ''),
    });
  }
  return kinds.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

function nameOf(kind: ServedKind): string {
  return `${kind.apiVersion} ${kind.kind}`;
}

/** `k8s.io/api/apps/v1.Deployment` is `io.k8s.api.apps.v1.Deployment` there. */
export function definitionName(goName: string): string {
  const [host = '', ...rest] = goName.split('/');
  return [...host.split('.').reverse(), ...rest].join('.');
}

/**
 * Compares what two upstream files say about one struct.
 *
 * Both are generated from the same Go types, so a difference means that the reader of one of them is wrong.
 */
export function assertAgreement(struct: SchemaStruct, swagger: Swagger): void {
  const definition = swagger.definitions[definitionName(struct.name)];
  if (definition === undefined) throw new Error(`swagger.json does not define ${struct.name}`);
  assertSame(`fields of ${struct.name}`, struct.fields.keys(), Object.keys(definition.properties ?? {}));
  assertSame(`required fields of ${struct.name}`, struct.required, definition.required ?? []);
}

function assertSame(what: string, ours: Iterable<string>, theirs: Iterable<string>): void {
  const [a, b] = [[...ours].sort().join(), [...theirs].sort().join()];
  if (a !== b) throw new Error(`${what} differ: ${a} in zz_generated.openapi.go, ${b} in swagger.json`);
}
