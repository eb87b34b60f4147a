import type { ObjectResource } from '../../assembly';
import { findingKind, textAt } from '../../core';
import { isKubernetesMinor, kubeApi } from '../../kube-api';
import { addTo } from '../facts/add-to';
import { listed } from '../facts/text';
import type { Rule, RuleContext } from '../rule';

const references = ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces'];

const namespaceDefault = findingKind({
  code: 'namespace-default',
  severity: 'error',
  summary: 'an object is in a namespace that belongs to nobody',
  references,
  acknowledgeable: false,
});

const namespaceSystem = findingKind({
  code: 'namespace-system',
  severity: 'error',
  summary: 'an object is in the namespace of the cluster itself',
  references,
  acknowledgeable: true,
});

const shared: ReadonlySet<string> = new Set(['default', 'kube-public', 'kube-node-lease']);

/** Namespaces that every cluster has: nobody's policies, quotas and permissions hold there. */
export const initialNamespaces: Rule = {
  kinds: [namespaceDefault, namespaceSystem],
  check: (context) => {
    const found = new Map<string, ObjectResource[]>();
    for (const object of context.objects.all) {
      const namespace = initialNamespace(context, object);
      if (namespace !== undefined) addTo(found, `${object.owner} ${namespace}`, object);
    }
    for (const [key, objects] of found) reportIn(context, key.slice(key.indexOf(' ') + 1), objects);
  },
};

/** The initial namespace that an object would be in; undefined for all others. */
function initialNamespace({ cluster }: RuleContext, { spec }: ObjectResource): string | undefined {
  const namespace = textAt(spec, 'metadata', 'namespace');
  if (namespace !== undefined) return shared.has(namespace) || namespace === 'kube-system' ? namespace : undefined;
  const { version = '' } = cluster ?? {};
  const facts = isKubernetesMinor(version) ? kubeApi(version).tryKind(spec.apiVersion, spec.kind) : undefined;
  return facts?.namespaced === true ? 'default' : undefined;
}

function reportIn({ report, title }: RuleContext, namespace: string, objects: readonly ObjectResource[]): void {
  const [first] = objects;
  const titles = objects.slice(0, 5).map(({ id }) => title(id));
  const rest = objects.length > 5 ? [`${objects.length - 5} more`] : [];
  const subject = `${listed([...titles, ...rest])} ${objects.length === 1 ? 'is' : 'are'} in the namespace "${namespace}"`;
  if (namespace === 'kube-system') {
    report(
      namespaceSystem,
      first?.id,
      `${subject}, where the cluster's own components run. Who may change things there may change the cluster.`,
      'Leave metadata.namespace out: a stack has a namespace of its own. Acknowledge "namespace-system" for add-ons that must be there.',
    );
  } else {
    report(
      namespaceDefault,
      first?.id,
      `${subject}, which belongs to nobody: no stack sets its pod security, its policies or its quota.`,
      'Leave metadata.namespace out: a stack has a namespace of its own.',
    );
  }
}
