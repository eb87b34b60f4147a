import { clusterOf, resourcesOf, type Assembly } from '../model/assembly';
import type { ClusterFacts } from '../model/kubernetes-cluster';

export const versionsHead: readonly string[] = [
  'What the environment is written for: its tier, its Kubernetes and what enforces policies there, releases that were resolved and locked, and the versions of the APIs in use.',
];

/** What the environment is written for. */
export function versionLines(assembly: Assembly): readonly string[] {
  const cluster = clusterOf(assembly);
  const apis = resourcesOf(assembly, 'object').map(({ spec }) => `api ${spec.apiVersion} ${spec.kind}`);
  const releases = Object.entries(assembly.environment.versions).map(([name, release]) => `release ${name} ${release}`);
  return [`tier ${assembly.environment.tier}`, ...(cluster ? clusterLines(cluster) : []), ...apis, ...releases];
}

function clusterLines({ name, version, enforcer }: ClusterFacts): readonly string[] {
  const enforced = enforcer === 'none' ? 'NOT enforced' : `enforced by ${enforcer}`;
  return [`kubernetes ${version} in cluster ${name}`, `policies ${enforced}`];
}
