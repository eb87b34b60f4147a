import { join } from 'node:path';
import type { KubernetesMinor } from '../../../lib/kube-api';
import { upstream } from '../../../tools/upstream';
import { run } from '../run';
import { inFolder } from './in-folder';
import { linesOf, orRefusal } from './outcome';

/**
 * What `kubeadm config validate` of a Kubernetes minor says to a file; empty when it accepts it.
 *
 * A warning is a problem. So a file must name its Kubernetes version: kubeadm asks the internet for what is missing, which
 * it cannot reach here, and then warns. `localAPIEndpoint.advertiseAddress` and `nodeRegistration.name` should be there
 * too: kubeadm takes those of this machine.
 */
export async function kubeadmProblems(text: string, minor: KubernetesMinor): Promise<readonly string[]> {
  const program = await upstream(`kubeadm-${minor}`);
  return inFolder({ 'kubeadm.yaml': text }, async (folder) => {
    // A proxy that nobody can be: nothing leaves this machine.
    const env = { HTTP_PROXY: 'http://127.0.0.1:0', HTTPS_PROXY: 'http://127.0.0.1:0' };
    const outcome = await run(program, ['config', 'validate', '--config', join(folder, 'kubeadm.yaml')], { env });
    return orRefusal(outcome, linesOf(outcome.stderr).filter(isNews).map(message));
  });
}

function isNews(line: string): boolean {
  return !line.startsWith('To see the stack trace of this error');
}

// A line of klog has the time and the line of code in front.
function message(line: string): string {
  return line.replace(/^(?:[IWEF]\d{4} \S+ +\d+ \S+\] |error: )/, '');
}
