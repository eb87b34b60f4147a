import { fieldAt, type JsonObject, objectAt, objectsAt, textAt } from '../../core';
import { resourcesOf, type Assembly } from '../model/assembly';
import type { ObjectResource } from '../model/object';
import { workloadsOf, type Workload } from '../network';
import { namespaceOf } from '../network/workloads';
import { AccessRules } from './access-rules';
import { grantLines } from './grant-lines';
import { loginLines } from './login-lines';

export const accessHead: readonly string[] = [
  'Who may do what with the Kubernetes API: subject -> verbs resources, and where; which pods hold a token to do it with.',
  'Who logs in to hosts, by which key.',
  'And what components grant to those that consume them, such as a role in a database: consumer -> what of whom.',
];

/** The bindings with their roles put in, the pods that a token is mounted into, and the grants between components. */
export function accessLines(assembly: Assembly): readonly string[] {
  const rules = new AccessRules(assembly);
  const objects = resourcesOf(assembly, 'object');
  const accounts = new Map(
    objects
      .filter(({ spec }) => spec.kind === 'ServiceAccount')
      .map((object) => [`${namespaceOf(object)}/${object.spec.metadata.name}`, object]),
  );
  return [
    ...objects.flatMap((object) => bindingLines(object, rules)),
    ...workloadsOf(assembly).flatMap((workload) => tokenLines(workload, accounts)),
    ...grantLines(assembly),
    ...loginLines(assembly),
  ];
}

function bindingLines(binding: ObjectResource, rules: AccessRules): readonly string[] {
  const { kind } = binding.spec;
  if (kind !== 'RoleBinding' && kind !== 'ClusterRoleBinding') return [];
  const namespace = kind === 'RoleBinding' ? namespaceOf(binding) : '';
  const where = kind === 'RoleBinding' ? `in namespace ${namespace}` : 'CLUSTER-WIDE';
  const [roleKind, role] = [
    textAt(binding.spec, 'roleRef', 'kind') ?? '',
    textAt(binding.spec, 'roleRef', 'name') ?? '',
  ];
  const rights = rules.of(roleKind, namespace, role)?.map((rule) => `${rule} ${where} (${roleKind} ${role})`);
  const allowed = rights ?? [`${roleKind} ${role} (not declared here), ${where}`];
  return objectsAt(binding.spec, 'subjects').flatMap((subject) =>
    allowed.map((right) => `${subjectText(subject, namespace)} -> ${right}`),
  );
}

function subjectText(subject: JsonObject, namespace: string): string {
  const [kind, name] = [textAt(subject, 'kind') ?? '', textAt(subject, 'name') ?? ''];
  return kind === 'ServiceAccount'
    ? `serviceaccount ${textAt(subject, 'namespace') ?? namespace}/${name}`
    : `${kind.toLowerCase()} ${name}`;
}

/**
 * A pod says whether it wants the token, else its service account does, else it has it.
 *
 * Source: https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
 */
function tokenLines(workload: Workload, accounts: ReadonlyMap<string, ObjectResource>): readonly string[] {
  const { name, namespace, podSpec } = workload;
  const account = `${namespace}/${textAt(podSpec, 'serviceAccountName') ?? textAt(podSpec, 'serviceAccount') ?? 'default'}`;
  const wanted =
    fieldAt(podSpec, 'automountServiceAccountToken') ??
    fieldAt(accounts.get(account)?.spec, 'automountServiceAccountToken');
  const projected = objectsAt(podSpec, 'volumes').flatMap((volume) =>
    objectsAt(volume, 'projected', 'sources').flatMap((source) => {
      const token = objectAt(source, 'serviceAccountToken');
      if (!token) return [];
      const audience = textAt(token, 'audience') ?? 'the Kubernetes API';
      return [`${name} mounts a token of serviceaccount ${account} for ${audience}`];
    }),
  );
  return [...(wanted === false ? [] : [`${name} mounts the token of serviceaccount ${account}`]), ...projected];
}
