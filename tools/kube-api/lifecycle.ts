import type { LifecycleData } from '../../lib/kube-api/data';

const method =
  /^func \(in \*(\w+)\) APILifecycle(Introduced|Deprecated|Removed|Replacement)\(\)[^{]*\{\s*return ([^\n]+)$/gm;

/**
 * Reads the life of the kinds of one group version from a file that prerelease-lifecycle-gen wrote.
 *
 * The file holds the markers `+k8s:prerelease-lifecycle-gen:introduced=1.5` and their kin, with what they imply filled in.
 * Kinds of lists and options are left out: nobody writes them.
 */
export function parseLifecycle(source: string): Map<string, LifecycleData> {
  const kinds = new Map<string, Partial<Record<keyof LifecycleData, string>>>();
  for (const [, kind = '', fact = '', returned = ''] of source.matchAll(method)) {
    if (/(List|Options)$/.test(kind)) continue;
    const facts = kinds.get(kind) ?? {};
    kinds.set(kind, facts);
    if (fact === 'Replacement') facts.replacement = replacementOf(returned);
    else facts[fact.toLowerCase() as 'introduced' | 'deprecated' | 'removed'] = returned.replace(', ', '.');
  }
  return new Map([...kinds].map(([kind, facts]) => [kind, ordered(facts)]));
}

function ordered(facts: Partial<Record<keyof LifecycleData, string>>): LifecycleData {
  const { introduced, deprecated, removed, replacement } = facts;
  if (introduced === undefined) throw new Error('a kind has no minor in which it was introduced');
  return {
    introduced,
    ...(deprecated !== undefined && { deprecated }),
    ...(removed !== undefined && { removed }),
    ...(replacement !== undefined && { replacement }),
  };
}

function replacementOf(returned: string): string {
  const [, group, version, kind] = /Group: "([^"]*)", Version: "([^"]*)", Kind: "([^"]*)"/.exec(returned) ?? [];
  if (version === undefined || kind === undefined) throw new Error(`cannot read a replacement: ${returned}`);
  return `${group === '' ? '' : `${group ?? ''}/`}${version} ${kind}`;
}

/** The API group that a Go package serves, from its register.go or doc.go; undefined when it is none. */
export function groupOf(registerSource: string): string | undefined {
  return /const GroupName = "([^"]*)"/.exec(registerSource)?.[1];
}
