import type { JsonObject } from '../../../core';
import type { PodSecurityLevel } from '../../base';

/**
 * What pods may do in namespaces that do not say it themselves. Those of stacks do.
 *
 * https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-admission-controller/
 */
export function admissionConfiguration(level: PodSecurityLevel, version: string): JsonObject {
  // Pinned as the labels of namespaces are, so that an upgrade alone never changes which pods are admitted.
  const pinned = `v${version}`;
  return {
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'AdmissionConfiguration',
    plugins: [
      {
        name: 'PodSecurity',
        configuration: {
          apiVersion: 'pod-security.admission.config.k8s.io/v1',
          kind: 'PodSecurityConfiguration',
          defaults: {
            enforce: level,
            'enforce-version': pinned,
            audit: 'restricted',
            'audit-version': pinned,
            warn: 'restricted',
            'warn-version': pinned,
          },
          // kubeadm makes this one, without labels and with the pods of the control plane in it.
          exemptions: { namespaces: ['kube-system'], runtimeClasses: [], usernames: [] },
        },
      },
    ],
  };
}
