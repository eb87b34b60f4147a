import { placesOf } from '../../hosts';
import { CertificateAuthority } from '../../pki';
import type { ClusterSettings } from './cluster-settings';

/** The authorities that kubeadm makes on the first control host, and that all control hosts have. */
export interface Authorities {
  readonly kubernetes: CertificateAuthority;
  readonly frontProxy: CertificateAuthority;
  /** Absent where etcd has its own. */
  readonly etcd?: CertificateAuthority;
}

/** https://kubernetes.io/docs/setup/best-practices/certificates/#single-root-ca */
export function authoritiesOf({ control, props }: ClusterSettings): Authorities {
  const { lifetimes } = props;
  const common = { owner: 'kubeadm', keyOn: placesOf(control), ...(lifetimes && { lifetimes }) } as const;
  return {
    kubernetes: new CertificateAuthority('kubernetes', { ...common, commonName: 'kubernetes' }),
    frontProxy: new CertificateAuthority('kubernetes-front-proxy', { ...common, commonName: 'front-proxy-ca' }),
    ...(!props.etcd && { etcd: new CertificateAuthority('kubernetes-etcd', { ...common, commonName: 'etcd-ca' }) }),
  };
}
