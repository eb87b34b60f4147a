import { resourcesOf } from '../../../lib/assembly';
import type { BedAccess } from './access';
import { kubectl } from './ask';
import { runningPods, type Pod } from './pods';

const namespace = 'bed-probes';

/**
 * Puts a pod without any policy on every host: somewhere to ask from, that says what the network itself does.
 *
 * They are named by the host, so that the scheduler has no say, and run the image that every host has for its sandboxes.
 */
export async function startProbePods(bed: BedAccess): Promise<readonly Pod[]> {
  await kubectl(bed, ['apply', '--filename=-'], probeManifests(bed));
  await kubectl(bed, ['--namespace', namespace, 'wait', '--for=condition=Ready', '--timeout=120s', 'pod', '--all']);
  return (await runningPods(bed)).filter((pod) => pod.namespace === namespace);
}

/** Takes them away, and waits until they are gone. */
export async function removeProbePods(bed: BedAccess): Promise<void> {
  await kubectl(bed, ['delete', 'namespace', namespace, '--ignore-not-found', '--timeout=120s']);
}

function probeManifests({ assembly, hosts }: BedAccess): string {
  const [plane] = resourcesOf(assembly, 'control-plane');
  if (!plane) throw new Error('The environment has no cluster: pods have nowhere to run.');
  const pods = hosts.map((host) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name: host, labels: { app: 'probe' } },
    spec: {
      nodeName: host,
      // Nothing of theirs is worth waiting for.
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'pause',
          image: `registry.k8s.io/pause:${plane.spec.pause}`,
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  }));
  const place = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [place, ...pods] });
}
