import { objectAt, type SecretKeySource, textAt } from '../../core';
import { resourcesOf, type Assembly } from '../model/assembly';
import { identityParts } from '../model/identity';
import type { ObjectResource } from '../model/object';
import type { SecretResource } from '../model/secret';
import { namespaceOf } from '../network/workloads';
import { hostSecretLines } from './host-secret-lines';
import { secretReferences } from './secret-references';

export const secretsHead: readonly string[] = [
  'Every secret by name: who makes it, and who uses it for what. Its bytes are never shown here.',
];

/** Who makes and who uses each secret. Names of secrets and keys only, never what they hold. */
export function secretLines(assembly: Assembly): readonly string[] {
  const nameOf = naming(assembly);
  const references = secretReferences(assembly);
  const used = references.map((one) => ({ ...one, secret: nameOf(one.namespace, one.name) }));
  const declared = resourcesOf(assembly, 'secret').map((one) => ({
    one,
    secret: nameOf(one.spec.namespace, one.spec.name),
  }));
  const made = resourcesOf(assembly, 'object').flatMap((object) => {
    const found = madeByObject(object);
    return found ? [{ secret: nameOf(namespaceOf(object), found.name), text: found.text }] : [];
  });
  const known = new Set([...declared, ...made].map(({ secret }) => secret));
  const isShown = new Set(used.map(({ secret, owner }) => `${secret} ${owner}`));
  return [
    ...declared.map(({ one, secret }) => `${secret} is ${makerText(one)}${keysText(one)}`),
    ...made.map(({ secret, text }) => `${secret} is ${text}`),
    ...used.map(({ secret, use }) => `${secret} ${use}`),
    ...used
      .filter(({ secret }) => !known.has(secret))
      .map(({ secret }) => `${secret} is referenced only: nothing here declares it`),
    ...hostSecretLines(assembly),
    // Where pods show how a component uses a secret, that it does is no news.
    ...declared.flatMap(({ one, secret }) =>
      one.spec.usedBy
        .map(componentName)
        .filter((user) => !isShown.has(`${secret} ${user}`))
        .map((user) => `${secret} used by ${user}`),
    ),
  ];
}

/** Secrets are called after the stack whose namespace they are in, so that two environments compare. */
function naming(assembly: Assembly): (namespace: string, name: string) => string {
  const stacks = new Map<string, string>();
  for (const { owner, spec } of resourcesOf(assembly, 'object')) {
    if (spec.kind === 'Namespace' && owner !== '') stacks.set(spec.metadata.name, owner);
  }
  for (const { stack, spec } of resourcesOf(assembly, 'secret')) stacks.set(spec.namespace, stack);
  return (namespace, name) => `${stacks.get(namespace) ?? namespace}/${name}`;
}

function makerText({ spec }: SecretResource): string {
  switch (spec.maker) {
    case 'generatedAtApply':
      return 'generated at apply';
    case 'existing':
      return 'existing already';
    case 'externalSecret':
      return `external${spec.from === undefined ? '' : `, from ${spec.from}`}`;
  }
}

function keysText({ spec }: SecretResource): string {
  const keys = Object.entries(spec.keys).map(([key, source]) => `${key}${sourceText(source)}`);
  return keys.length === 0 ? '' : `, keys ${keys.sort().join(', ')}`;
}

/** A template is not shown: it may hold more than names. */
function sourceText(source: SecretKeySource | 'given'): string {
  if (source === 'given') return '';
  return 'random' in source ? ` (random, ${String(source.random.length)} characters)` : ' (from a template)';
}

/** Objects that are Secrets or have one made. */
function madeByObject(object: ObjectResource): { readonly name: string; readonly text: string } | undefined {
  const { apiVersion, kind, metadata } = object.spec;
  const self = `${kind} ${object.stack}/${metadata.name}`;
  switch (kind) {
    case 'Secret': {
      const keys = Object.keys({ ...objectAt(object.spec, 'data'), ...objectAt(object.spec, 'stringData') });
      const withKeys = keys.length === 0 ? '' : `, keys ${keys.sort().join(', ')}`;
      return apiVersion === 'v1'
        ? { name: metadata.name, text: `a Secret whose bytes stand in a manifest${withKeys}` }
        : undefined;
    }
    case 'Certificate': {
      const name = textAt(object.spec, 'spec', 'secretName');
      return name === undefined ? undefined : { name, text: `made by ${self}` };
    }
    case 'ExternalSecret':
      return { name: textAt(object.spec, 'spec', 'target', 'name') ?? metadata.name, text: `made by ${self}` };
    case 'SealedSecret':
      return { name: metadata.name, text: `made by ${self}` };
    default:
      return undefined;
  }
}

function componentName(id: string): string {
  const { stack, name } = identityParts(id);
  return `${stack}/${name}`;
}
