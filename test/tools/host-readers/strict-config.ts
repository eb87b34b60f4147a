import { join } from 'node:path';
import type { KubernetesMinor } from '../../../lib/kube-api';
import { upstream } from '../../../tools/upstream';
import { run } from '../run';
import { inFolder } from './in-folder';
import { linesOf, orRefusal } from './outcome';

/**
 * What the types and the validation of a Kubernetes minor say to the documents of a file; empty when they accept it.
 *
 * Read are `KubeletConfiguration`, `KubeProxyConfiguration`, `EncryptionConfiguration` and the audit `Policy`; of kubeadm's
 * `InitConfiguration`, `ClusterConfiguration` and `JoinConfiguration` only the fields: `kubeadmProblems` knows the rest.
 * Unknown and repeated fields are problems, other kinds too, and so is every warning, such as of a feature gate that will
 * go away. Files for a kubelet are judged as on a host with cgroup v2, whatever this machine has.
 */
export async function strictConfigProblems(text: string, minor: KubernetesMinor): Promise<readonly string[]> {
  const program = await upstream(`strict-config-${minor}`);
  return inFolder({ 'config.yaml': text }, async (folder) => {
    const outcome = await run(program, [join(folder, 'config.yaml')]);
    return orRefusal(outcome, [...new Set([...linesOf(outcome.stdout), ...linesOf(outcome.stderr)])]);
  });
}
