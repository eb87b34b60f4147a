import type { KubernetesMinor } from '../../lib/kube-api/minor';

/** A Go module at a version. */
export interface ModuleVersion {
  readonly path: string;
  readonly version: string;
}

/**
 * The patch of each minor that is read.
 *
 * A newer patch changes no API; it is worth a new row when it fixes a type's markers. k8s.io/api has the same numbers with 0
 * in front: its sources are not part of the module k8s.io/kubernetes.
 */
export const patches: Readonly<Record<KubernetesMinor, string>> = {
  '1.34': '1.34.10',
  '1.35': '1.35.8',
  '1.36': '1.36.4',
};

/** The newest version that the Go release of this repository can take: v1.7 asks for Go 1.27. */
export const gatewayApi: ModuleVersion = { path: 'sigs.k8s.io/gateway-api', version: 'v1.6.3' };

/**
 * Modules with the lives of API kinds, oldest first.
 *
 * A kind's types leave k8s.io/api some time after the kind left the API server, and their markers with them, so every other
 * minor since 1.20 is read: the first to carry the markers of all groups. A later module has the last word.
 */
export const lifecycleModules: readonly (ModuleVersion & { readonly minor: string })[] = [
  { minor: '1.20', path: 'k8s.io/api', version: 'v0.20.6' },
  { minor: '1.22', path: 'k8s.io/api', version: 'v0.22.5' },
  { minor: '1.24', path: 'k8s.io/api', version: 'v0.24.3' },
  { minor: '1.26', path: 'k8s.io/api', version: 'v0.26.9' },
  { minor: '1.28', path: 'k8s.io/api', version: 'v0.28.3' },
  { minor: '1.30', path: 'k8s.io/api', version: 'v0.30.14' },
  { minor: '1.32', path: 'k8s.io/api', version: 'v0.32.13' },
  { minor: '1.34', path: 'k8s.io/api', version: 'v0.34.10' },
  { minor: '1.35', path: 'k8s.io/api', version: 'v0.35.8' },
  { minor: '1.36', path: 'k8s.io/api', version: 'v0.36.4' },
  { minor: '1.36', path: 'k8s.io/apiextensions-apiserver', version: 'v0.36.4' },
  { minor: '1.36', path: 'k8s.io/kube-aggregator', version: 'v0.36.4' },
];
