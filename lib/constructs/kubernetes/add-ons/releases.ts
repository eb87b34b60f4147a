/** Releases of what is installed beside Kubernetes, oldest first, and where their images are. */
export const addOnReleases = {
  'metrics-server': {
    // https://github.com/kubernetes-sigs/metrics-server/releases/tag/v0.9.0
    releases: ['0.9.0'],
    image: 'registry.k8s.io/metrics-server/metrics-server',
  },
  'local-path-provisioner': {
    // https://github.com/rancher/local-path-provisioner/blob/v0.0.30/deploy/local-path-storage.yaml
    releases: ['0.0.30'],
    image: 'docker.io/rancher/local-path-provisioner',
  },
  traefik: {
    // https://github.com/traefik/traefik/releases/tag/v3.6.12
    releases: ['3.6.12'],
    image: 'docker.io/library/traefik',
  },
} as const;

export type AddOnName = keyof typeof addOnReleases;
