import type { ComponentImage } from '../../../assembly';
import type { ClusterSettings } from './cluster-settings';
import { upstreamImages } from './kubernetes-lines';
import { staticPods } from './static-pods';

/**
 * The images of what kubeadm starts, and the one that holds the network of every pod.
 *
 * Source: https://github.com/kubernetes/kubernetes/blob/v1.36.4/cmd/kubeadm/app/images/images.go (GetControlPlaneImages)
 */
export function kubeadmImages(settings: ClusterSettings, release: string): readonly ComponentImage[] {
  const { images, line } = settings;
  // Upstream's repository has a folder for it, and a repository of one's own has none.
  const dns = images === upstreamImages ? `${images}/coredns` : images;
  return [
    ...staticPods(settings).map((name) => ({
      image: `${images}/${name}:${name === 'etcd' ? line.etcd : `v${release}`}`,
      use: 'static pod',
    })),
    { image: `${images}/kube-proxy:v${release}`, use: 'pod on every node' },
    { image: `${dns}/coredns:${line.coreDns}`, use: 'DNS' },
    { image: `${images}/pause:${line.pause}`, use: 'sandbox of every pod' },
  ];
}
