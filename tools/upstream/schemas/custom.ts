import { parseAllDocuments } from 'yaml';
import type { KindSchema, Schema, Schemas } from './schema';
import { strict } from './strict';
import { ofKind } from './swagger';

interface CustomResourceDefinition {
  readonly kind: 'CustomResourceDefinition';
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema?: { readonly openAPIV3Schema?: Schema };
    }[];
  };
}

/** The served kinds of a file of custom resource definitions; its CEL rules are not part of them. */
export function customKindsOf(text: string, definitions: Schemas): readonly KindSchema[] {
  return parseAllDocuments(text)
    .map((document) => document.toJS() as unknown)
    .filter(isDefinition)
    .flatMap(({ spec }) =>
      spec.versions
        .filter((version) => version.served)
        .map((version) => {
          const kind = { group: spec.group, version: version.name, kind: spec.names.kind };
          return { ...kind, schema: ofKind(kind, strict(version.schema?.openAPIV3Schema ?? {}), definitions) };
        }),
    );
}

function isDefinition(value: unknown): value is CustomResourceDefinition {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'CustomResourceDefinition';
}
