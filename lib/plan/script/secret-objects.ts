import type { SecretKeySource } from '../../core';
import { Graph } from '../../core';
import type { Resource, ResourceId } from '../../assembly';
import type { Fragment } from './fragment';
import type { Place } from './place';
import { named } from './resources';
import { templateParts } from './templates';
import { word, words } from './words';

export function secretObjectsProbe({ assembly }: Place, ids: readonly ResourceId[]): Fragment {
  const commands = named(assembly, ids, 'secret').map(
    ({ spec: { namespace, name, keys } }) => `secret_object ${words(namespace, name, ...Object.keys(keys))}`,
  );
  return { parts: ['secretObjects'], commands };
}

export function secretObjectsAction({ assembly }: Place, ids: readonly ResourceId[]): Fragment {
  return { parts: ['secretObjects'], commands: named(assembly, ids, 'secret').map(making) };
}

/** Its keys are made one after another: a template stands after what it is made of. What is there is kept as it is. */
function making({ spec: { namespace, name, keys } }: Extract<Resource, { kind: 'secret' }>): string {
  const sources = Object.entries(keys).flatMap(([key, source]) => (source === 'given' ? [] : [[key, source] as const]));
  const variables = new Map(sources.map(([key], index) => [key, `value_${String(index + 1)}`]));
  const byKey = new Map(sources);
  return [
    `open_secret ${words(namespace, name)}`,
    ...inOrder(byKey).flatMap((key) => {
      const source = byKey.get(key);
      if (!source) return [];
      return [
        `  has_key ${word(key)} || { ${valueCommand(source, variables)}; add_key ${word(key)}; }`,
        `  ${variables.get(key) ?? ''}=$value`,
      ];
    }),
    '  close_secret',
  ].join('\n');
}

function valueCommand(source: SecretKeySource, variables: ReadonlyMap<string, string>): string {
  if ('random' in source) return `random_text ${String(source.random.length)}`;
  const parts = templateParts(source.template, placeOfKey, new Set(variables.keys()));
  const text = parts.map((part) => (part.kind === 'text' ? word(part.text) : `"$${variables.get(part.name) ?? ''}"`));
  return `value=${text.join('') || "''"}`;
}

/** `{password}` stands for another key. */
const placeOfKey = /\{([^{}]+)\}/g;

function inOrder(sources: ReadonlyMap<string, SecretKeySource>): readonly string[] {
  const graph = new Graph();
  for (const [key, source] of sources) {
    graph.addNode(key);
    if ('random' in source) continue;
    for (const part of templateParts(source.template, placeOfKey, new Set(sources.keys()))) {
      if (part.kind === 'value') graph.addEdge(key, part.name);
    }
  }
  return graph.topologicalOrder().order;
}
