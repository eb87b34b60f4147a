import { ApiObject, App, ImplicitTokenResolver, JsonPatch, LazyResolver, NumberStringUnionResolver } from 'cdk8s';
import { isJsonObject, type Json, type JsonObject } from '../../core';
import { droppedFields } from './dropped-fields';
import { patchesOf, patchProblems, withoutPatches } from './json-patches';
import { plainData, plainProps, type PlainData, type PlainDataProblem } from './plain-data';

/** An ApiObject as plain data, or why it could not be made. */
export interface RenderedObject {
  readonly manifest: JsonObject | undefined;
  readonly problems: readonly PlainDataProblem[];
  /** Fields that its author gave and that its class left out. */
  readonly dropped: readonly string[];
  /** The JSON patches that were applied last: an escape hatch. */
  readonly patches: readonly JsonPatch[];
  /** What was thrown where there is no manifest. */
  readonly thrown?: unknown;
}

/** What cdk8s does with the props of an object. Generated classes call it and pick from the result. */
// eslint-disable-next-line @typescript-eslint/unbound-method
const stockToJson = ApiObject.prototype.toJson;

/** The props that classes with a `toJson` of their own were handed by `renderObjects`. */
const handed = new WeakMap<ApiObject, PlainData>();

/**
 * Renders objects.
 *
 * Generated classes (all L1 kinds) ask `super.toJson()` for resolved props. cdk8s climbs to the root of the tree for each
 * value, and copies and sorts everything twice: a fifth of a synthesis. Meanwhile they get the same from one pass of ours.
 */
export function renderObjects(objects: readonly ApiObject[]): readonly RenderedObject[] {
  ApiObject.prototype.toJson = function quickToJson(this: ApiObject): unknown {
    if (!hasStockResolvers(this)) return Reflect.apply(stockToJson, this, []);
    const props = plainProps({ ...propsOf(this), metadata: metadataOf(this) });
    handed.set(this, props);
    const patches = patchesOf(this);
    return patches.length === 0 ? props.value : JsonPatch.apply(props.value, ...patches);
  };
  try {
    return objects.map(renderObject);
  } finally {
    ApiObject.prototype.toJson = stockToJson;
  }
}

/** Renders an object of any class: plain ApiObjects by ourselves in one pass, all others through their own `toJson`. */
function renderObject(object: ApiObject): RenderedObject {
  const patches = patchesOf(object);
  try {
    if (object.toJson === ApiObject.prototype.toJson && hasStockResolvers(object)) {
      const { value, problems } = plainData({ ...propsOf(object), metadata: metadataOf(object) });
      return { ...patched(value, patches), problems: [...problems, ...patchProblems(patches)], dropped: [], patches };
    }
    const { value, problems: inManifest } = plainData(withoutPatches<unknown>(object, () => object.toJson()));
    const { value: given, problems: inProps } = handed.get(object) ?? plainData(propsOf(object));
    const problems = [
      ...inManifest,
      ...inProps.filter((one) => !inManifest.some((other) => other.field === one.field)),
      ...patchProblems(patches),
    ];
    const dropped = isJsonObject(given) && isJsonObject(value) ? droppedFields(given, value) : [];
    return { ...patched(value, patches), problems, dropped, patches };
  } catch (thrown) {
    return { manifest: undefined, problems: [], dropped: [], patches: [], thrown };
  }
}

/** Private in cdk8s, and what objects are made from. */
function propsOf(object: ApiObject): object {
  return Reflect.get(object, 'props') as object;
}

function patched(
  value: Json | undefined,
  patches: readonly JsonPatch[],
): { readonly manifest: JsonObject | undefined } {
  const result: unknown = patches.length === 0 ? value : JsonPatch.apply(value, ...patches);
  return { manifest: isJsonObject(result) ? result : undefined };
}

function metadataOf(object: ApiObject): Record<string, unknown> {
  const { metadata } = object;
  const additional = Reflect.get(metadata, '_additionalAttributes') as Record<string, unknown>;
  const result: Record<string, unknown> = { ...additional, name: metadata.name, namespace: metadata.namespace };
  for (const key of ['labels', 'annotations', 'finalizers', 'ownerReferences'] as const) {
    const value: unknown = Reflect.get(metadata, key);
    if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) result[key] = value;
    else Reflect.deleteProperty(result, key);
  }
  return result;
}

function hasStockResolvers(object: ApiObject): boolean {
  const stock: readonly unknown[] = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];
  return rootResolvers(object).every((resolver) => stock.includes(resolver.constructor));
}

const resolversByRoot = new WeakMap<object, readonly object[]>();

/** `App.of` climbs to the root each time it is asked; once per program is enough. */
function rootResolvers(object: ApiObject): readonly object[] {
  const root = object.node.root;
  let resolvers = resolversByRoot.get(root);
  if (!resolvers) resolversByRoot.set(root, (resolvers = App.of(object).resolvers));
  return resolvers;
}
