import type { HostPool } from '../../hosts';
import type { KubernetesClusterProps } from './cluster-props';
import { programsOf, searchPath } from './paths';

/** kubeadm as it is called on a host: it looks for the kubelet in its PATH. */
export function kubeadmCommand(
  pool: HostPool,
  { packages }: Pick<KubernetesClusterProps, 'packages'>,
  words: readonly string[],
): readonly string[] {
  const programs = programsOf(pool, packages?.apt !== undefined);
  return ['/usr/bin/env', `PATH=${searchPath(programs)}`, `${programs}/kubeadm`, ...words];
}
