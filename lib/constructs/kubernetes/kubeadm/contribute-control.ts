import type { Contribution, Effect, HostPlace } from '../../../assembly';
import type { JsonObject } from '../../../core';
import { contributeFile, placesOf, type FileProps, type Host } from '../../hosts';
import { admissionConfiguration } from './admission-configuration';
import { auditPolicy } from './audit-policy';
import type { ClusterSettings } from './cluster-settings';
import { controlJoinConfiguration, initConfiguration } from './kubeadm-documents';
import { plinthPaths, restartProgram } from './paths';
import { restartScript } from './restart-script';

/** What is the same on every control host besides what stands in the documents of each. */
export interface ControlDocuments {
  readonly cluster: JsonObject;
  readonly kubelet: JsonObject;
  readonly kubeProxy: JsonObject;
}

/** The documents of control hosts. Any of them can begin the cluster: each has what that needs. */
export function contributeControl(into: Contribution, settings: ClusterSettings, documents: ControlDocuments): void {
  const { version, props } = settings;
  const { audit = true, podSecurity = 'baseline' } = props;
  for (const on of placesOf(settings.control)) {
    const pool = poolOf(settings, on);
    if (!pool) continue;
    const effect = restartApiServer(pool);
    contributeFile(into, on, {
      path: restartProgram(pool),
      mode: '0755',
      body: { format: 'text', value: restartScript(`${pool.os.facts.binaries}/crictl`) },
      effect: { kind: 'none' },
    });
    contributeFile(into, on, yaml(plinthPaths.admission, [admissionConfiguration(podSecurity, version)], effect));
    if (audit) contributeFile(into, on, yaml(plinthPaths.audit, [auditPolicy], effect));
  }
  const { cluster, kubelet, kubeProxy } = documents;
  for (const host of settings.control) {
    const init = [initConfiguration(settings, host), cluster, kubelet, kubeProxy];
    // A change is brought in by kubeadm, which is a step of the component.
    contributeFile(into, host.place, yaml(plinthPaths.init, init, { kind: 'none' }));
    contributeFile(
      into,
      host.place,
      yaml(plinthPaths.join, [controlJoinConfiguration(settings, host)], { kind: 'none' }),
    );
  }
}

/** The API server reads its files when it starts. */
export function restartApiServer(pool: Host['pool']): Effect {
  return { kind: 'run', command: [restartProgram(pool), 'kube-apiserver'] };
}

export function poolOf({ nodes }: ClusterSettings, on: HostPlace): Host['pool'] | undefined {
  return nodes.find(({ pool }) => pool.name === on.pool)?.pool;
}

function yaml(path: string, value: readonly JsonObject[], effect: Effect): FileProps {
  return { path, mode: '0600', body: { format: 'yaml', value }, effect };
}
