import {
  placedName,
  type CertificateAuthoritySpec,
  type CertificateSpec,
  type Contribution,
  type HostPlace,
  type ResourceId,
  type TlsConnectionSpec,
} from '../../assembly';

/** One that signs; everybody who believes it says its name. */
export function contributeAuthority(into: Contribution, name: string, spec: CertificateAuthoritySpec): ResourceId {
  return into.resource('certificate-authority', name, spec);
}

export type CertificateProps = Omit<CertificateSpec, 'on'>;

/**
 * Asks for a certificate on a host, or one on each host of a pool. Its key is made on the host that uses it and stays there.
 *
 * Units that need the files wait for them with a path unit: first boot carries none.
 */
export function contributeCertificate(into: Contribution, on: HostPlace, props: CertificateProps): ResourceId {
  return into.resource('certificate', placedName(on, props.name), { on, ...props });
}

/** Somebody dials somebody by TLS: what the names, usages and issuers of certificates are held against. */
export function contributeTlsConnection(into: Contribution, name: string, spec: TlsConnectionSpec): ResourceId {
  return into.resource('tls-connection', name, spec);
}
