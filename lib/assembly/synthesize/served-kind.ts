import { isKubernetesMinor, kubeApi, type KindFacts } from '../../kube-api';
import * as findings from '../findings';
import { apiGroup } from '../model/identity';
import type { Synthesis, Place } from './synthesis';

/** Groups that only Kubernetes itself serves: an unknown kind in one of them is a mistake, not a custom resource. */
const isBuiltIn = (group: string): boolean => !group.includes('.') || group.endsWith('.k8s.io');

/** The facts about a kind in the cluster's minor; reports kinds that it does not serve. */
export function servedKind(into: Synthesis, place: Place, apiVersion: string, kind: string): KindFacts | undefined {
  const version = into.environment?.cluster?.version;
  if (version === undefined || !isKubernetesMinor(version)) return undefined;
  const api = kubeApi(version);
  const facts = api.tryKind(apiVersion, kind);
  if (facts) return facts;
  const removal = api.removal(apiVersion, kind);
  if (removal) {
    const { replacement } = removal;
    const since =
      removal.kind === 'removed' ? `was removed in ${removal.removedIn}` : `is served from ${removal.servedFrom}`;
    into.report(
      place,
      findings.apiRemoved,
      `${apiVersion} ${kind} ${since}; the cluster has ${version}.`,
      replacement
        ? `Write ${replacement.apiVersion} ${replacement.kind}.`
        : 'Nothing replaces it: leave it out, or move to a version that serves it.',
    );
  } else if (isBuiltIn(apiGroup(apiVersion))) {
    into.report(
      place,
      findings.apiUnknown,
      `Kubernetes ${version} has no kind ${apiVersion} ${kind}.`,
      'Check apiVersion and kind for spelling; `kubectl api-resources` lists what a cluster serves.',
    );
  } else {
    into.unknownKinds.push({ place, apiVersion, kind });
  }
  return undefined;
}
