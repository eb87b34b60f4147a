/** Releases of what enforces policies, oldest first, and where their images are. */
export const enforcerReleases = {
  'kube-router': {
    // https://github.com/cloudnativelabs/kube-router/releases/tag/v2.1.0
    releases: ['2.1.0'],
    // https://github.com/cloudnativelabs/kube-router/blob/v2.1.0/daemonset/kube-router-firewall-daemonset.yaml
    image: 'docker.io/cloudnativelabs/kube-router',
  },
  'kube-network-policies': {
    // https://github.com/kubernetes-sigs/kube-network-policies/releases/tag/v1.1.1
    releases: ['1.1.1'],
    // https://github.com/kubernetes-sigs/kube-network-policies/blob/v1.1.1/install.yaml
    image: 'registry.k8s.io/networking/kube-network-policies',
  },
} as const;
