import { findingKind } from '../../core';
import { isKubernetesMinor, kubeApi, type DeprecationFacts } from '../../kube-api';
import type { Rule } from '../rule';

const deprecatedApi = findingKind({
  code: 'deprecated-api',
  severity: 'warning',
  summary: 'an object uses an API that a coming version takes away',
  references: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
  acknowledgeable: true,
});

/** APIs that the cluster's minor still serves and upstream has deprecated. */
export const deprecatedApis: Rule = {
  kinds: [deprecatedApi],
  check: ({ cluster, clusterTitle, objects, report, title }) => {
    if (!cluster || !isKubernetesMinor(cluster.version)) return;
    const api = kubeApi(cluster.version);
    const known = new Map<string, DeprecationFacts | undefined>();
    for (const { id, spec } of objects.all) {
      const { apiVersion, kind } = spec;
      const key = `${apiVersion} ${kind}`;
      if (!known.has(key)) known.set(key, api.tryKind(apiVersion, kind)?.deprecated);
      const deprecated = known.get(key);
      if (!deprecated) continue;
      const { since, removedIn, replacement } = deprecated;
      const until = removedIn === undefined ? '' : `, and ${removedIn} no longer serves it`;
      report(
        deprecatedApi,
        id,
        `${title(id)} is of ${apiVersion}, which is deprecated since ${since}${until}; the ${clusterTitle} has ${cluster.version}.`,
        replacement
          ? `Write apiVersion: ${replacement.apiVersion}${replacement.kind === kind ? '' : `, kind: ${replacement.kind}`}.`
          : 'Upstream names no replacement: plan to do without it.',
      );
    }
  },
};
