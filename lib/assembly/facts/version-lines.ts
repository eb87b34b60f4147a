import { clusterOf, resourcesOf, type Assembly } from '../model/assembly';

export const versionsHead: readonly string[] = [
  'Releases that were resolved and locked, the minor of Kubernetes, and the versions of the APIs in use.',
];

/** Versions that the environment is written for. */
export function versionLines(assembly: Assembly): readonly string[] {
  const cluster = clusterOf(assembly);
  const apis = resourcesOf(assembly, 'object').map(({ spec }) => `api ${spec.apiVersion} ${spec.kind}`);
  const releases = Object.entries(assembly.environment.versions).map(([name, release]) => `release ${name} ${release}`);
  return [...apis, ...releases, ...(cluster ? [`kubernetes ${cluster.version} in cluster ${cluster.name}`] : [])];
}
