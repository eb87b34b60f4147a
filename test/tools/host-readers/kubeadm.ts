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
  const outcome = await config(['validate'], text, minor);
  return orRefusal(outcome, linesOf(outcome.stderr).filter(isNews).map(message));
}

/** Every image that kubeadm will run, or have run, with this configuration. */
export async function kubeadmImages(text: string, minor: KubernetesMinor): Promise<readonly string[]> {
  const { stdout, stderr, status } = await config(['images', 'list'], text, minor);
  if (status !== 0) throw new Error(stderr);
  return linesOf(stdout);
}

async function config(words: readonly string[], text: string, minor: KubernetesMinor): ReturnType<typeof run> {
  const program = await upstream(`kubeadm-${minor}`);
  return inFolder({ 'kubeadm.yaml': text }, (folder) => {
    // A proxy that nobody can be: nothing leaves this machine.
    const env = { HTTP_PROXY: 'http://127.0.0.1:0', HTTPS_PROXY: 'http://127.0.0.1:0' };
    return run(program, ['config', ...words, '--config', join(folder, 'kubeadm.yaml')], { env });
  });
}

function isNews(line: string): boolean {
  return !line.startsWith('To see the stack trace of this error');
}

// A line of klog has the time and the line of code in front.
function message(line: string): string {
  return line.replace(/^(?:[IWEF]\d{4} \S+ +\d+ \S+\] |error: )/, '');
}
