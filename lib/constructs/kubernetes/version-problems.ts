import type { Report } from '../../core';
import { isKubernetesMinor, kubernetesMinors } from '../../kube-api';
import { kubernetesVersion } from './findings';

/** What is wrong with the version of a cluster. */
export function versionProblems(version: string): readonly Report[] {
  if (isKubernetesMinor(version)) return [];
  const detail = `The cluster has version "${version}"; this Plinth knows ${kubernetesMinors.join(', ')}.`;
  return [{ kind: kubernetesVersion, detail, fix: versionFix(version) }];
}

function versionFix(version: string): string {
  const minor = /^v?(\d+\.\d+)\./.exec(version)?.[1];
  if (minor !== undefined && isKubernetesMinor(minor)) return `Write the minor alone: "${minor}".`;
  return 'Upgrade the cluster to one of them, or use a Plinth that knows its version.';
}
