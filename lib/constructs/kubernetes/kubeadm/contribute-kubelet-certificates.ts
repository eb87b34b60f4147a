import { Duration } from 'cdk8s';
import type { Contribution } from '../../../assembly';
import { placesOf } from '../../hosts';
import { contributeCertificate, type CertificateProps } from '../../pki';
import { certificateNames } from './certificate-names';
import type { ClusterSettings } from './cluster-settings';
import { kubernetesPaths } from './paths';

/** kubelets have theirs signed anew when 10 to 30 percent of the life is left: util/certificate/certificate_manager.go in client-go. */
const renewal = 0.3;

/**
 * What kubelets ask the cluster for: the certificate by which each is a node, and where they are told to, the one that they show.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/
 */
export function contributeKubelets(into: Contribution, settings: ClusterSettings, authority: string): void {
  const { nodes, props } = settings;
  for (const on of placesOf(nodes)) {
    contributeCertificate(into, on, {
      ...requestOf(settings, authority, 'kubelet-client-current.pem'),
      name: certificateNames.kubelet,
      // One request for all hosts of a pool: each puts its own name there.
      commonName: `system:node:${on.host ?? '<name of the host>'}`,
      usages: ['clientAuth'],
    });
  }
  // Otherwise each signs its own, which nobody verifies.
  if (props.kubelet?.serverTLSBootstrap !== true) return;
  for (const { name, address, place } of nodes) {
    contributeCertificate(into, place, {
      ...requestOf(settings, authority, 'kubelet-server-current.pem'),
      name: certificateNames.kubeletServing,
      commonName: `system:node:${name}`,
      dnsNames: [name],
      addresses: [address],
      usages: ['serverAuth'],
    });
  }
}

function requestOf(
  { props }: ClusterSettings,
  authority: string,
  file: string,
): Omit<CertificateProps, 'name' | 'commonName' | 'usages'> {
  const { leaf = Duration.days(365) } = props.lifetimes ?? {};
  const lifetimeDays = Math.max(1, Math.floor(leaf.toDays({ integral: false })));
  const path = `/var/lib/kubelet/pki/${file}`;
  return {
    authority,
    organization: 'system:nodes',
    dnsNames: [],
    addresses: [],
    lifetimeDays,
    renewBeforeDays: Math.floor(lifetimeDays * renewal),
    owner: 'kubelet',
    files: {
      certificate: path,
      key: path,
      trusts: { authority, path: kubernetesPaths.authority },
      user: 'root',
    },
    effect: { kind: 'none' },
  };
}
