import { findingKind, nearestName, objectAt, objectsAt, textAt } from '../../core';
import { referencesOf, type PodReference } from '../facts/pod-references';
import type { Pod } from '../facts/pods';
import { quoted } from '../facts/text';
import type { Rule, RuleContext } from '../rule';

const configReference = findingKind({
  code: 'config-reference',
  severity: 'error',
  summary: 'a pod needs an object that the environment does not have',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/configmap/#configmaps-and-pods',
    'https://kubernetes.io/docs/concepts/security/service-accounts/#assign-to-pod',
  ],
  acknowledgeable: true,
});

const secretReference = findingKind({
  code: 'secret-reference',
  severity: 'warning',
  summary: 'a pod needs a Secret that the environment does not declare',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets', 'docs/guide.md#secrets'],
  acknowledgeable: true,
});

/** What pods refer to by name, and the keys that they take from it. */
export const podReferences: Rule = {
  kinds: [configReference, secretReference],
  check: (context) => {
    const claims = claimsOfTemplates(context);
    for (const pod of context.pods) {
      for (const reference of referencesOf(pod)) {
        if (reference.kind === 'Secret') checkSecret(context, pod, reference);
        else checkObject(context, pod, reference.kind, reference, claims);
      }
    }
  },
};

function checkSecret(context: RuleContext, pod: Pod, { name, key, field }: PodReference): void {
  const secret = context.secrets.get(`${pod.namespace}/${name}`);
  if (secret && (key === undefined || secret.keys.length === 0 || secret.keys.includes(key))) return;
  const names = [...context.secrets.values()]
    .filter(({ namespace }) => namespace === pod.namespace)
    .map((one) => one.name);
  const nearest = secret ? nearestName(key ?? '', secret.keys) : nearestName(name, names);
  context.report(
    secretReference,
    pod.id,
    secret
      ? `${context.title(pod.id)}, ${field} takes the key "${key ?? ''}" of the Secret "${name}", whose keys are ${quoted(secret.keys)}.`
      : `${context.title(pod.id)}, ${field} needs the Secret "${name}" in the namespace "${pod.namespace}"; nothing in the environment declares it, so its pods wait until somebody makes it.`,
    nearest === undefined
      ? `Say who makes it: Secret.existing('${name}'${key === undefined ? '' : `, { keys: ['${key}'] }`}), and pass it instead of the name.`
      : `Did you mean "${nearest}"?`,
  );
}

function checkObject(
  context: RuleContext,
  pod: Pod,
  kind: keyof typeof fixes,
  { name, key, field }: PodReference,
  claims: ReadonlySet<string>,
): void {
  if (kind === 'PersistentVolumeClaim' && claims.has(`${pod.namespace}/${name.replace(/-\d+$/, '')}`)) return;
  const found = context.objects.find('core', kind, pod.namespace, name);
  const keys = found ? Object.keys({ ...objectAt(found.spec, 'data'), ...objectAt(found.spec, 'binaryData') }) : [];
  if (found && (key === undefined || kind !== 'ConfigMap' || keys.includes(key))) return;
  const nearest = found
    ? nearestName(key ?? '', keys)
    : nearestName(name, context.objects.namesIn('core', kind, pod.namespace));
  context.report(
    configReference,
    pod.id,
    found
      ? `${context.title(pod.id)}, ${field} takes the key "${key ?? ''}" of ${context.title(found.id)}, whose keys are ${quoted(keys)}. Its pods would not start.`
      : `${context.title(pod.id)}, ${field} needs the ${kind} "${name}" in the namespace "${pod.namespace}", which is not in the environment. Its pods would not start.`,
    nearest === undefined ? fixes[kind] : `Did you mean "${nearest}"?`,
  );
}

const fixes: Readonly<Record<Exclude<PodReference['kind'], 'Secret'>, string>> = {
  ConfigMap:
    "Give the text to the component, files: { '/etc/app/app.yaml': '...' }, or add the ConfigMap to the stack.",
  PersistentVolumeClaim:
    'Let the component make it, volumes: { \'/data\': Volume.persistent(Size.gibibytes(1)) }, or acknowledge "config-reference" where it is there already.',
  ServiceAccount:
    'Add the ServiceAccount to the stack, or leave serviceAccountName out; a Microservice has one of its own.',
};

/** The claims that StatefulSets make are called `<template>-<name>-<number>`. */
function claimsOfTemplates({ objects }: RuleContext): ReadonlySet<string> {
  const names = objects.ofKind('apps', 'StatefulSet').flatMap(({ spec }) => {
    const templates = objectsAt(spec, 'spec', 'volumeClaimTemplates');
    const namespace = textAt(spec, 'metadata', 'namespace') ?? 'default';
    return templates.map(
      (template) => `${namespace}/${textAt(template, 'metadata', 'name') ?? ''}-${spec.metadata.name}`,
    );
  });
  return new Set(names);
}
