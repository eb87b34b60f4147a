import { placedName, type CertificateSpec, type Contribution, type HostPlace, type ResourceId } from '../../assembly';
import { contributeTlsConnection, type CertificateAuthority, type CertificateRequest } from '../pki';
import { serverCertificate } from './etcd-certificates';
import { etcdPorts } from './etcd-paths';
import type { EtcdSettings } from './etcd-settings';

/** Somebody on hosts who is let in by a certificate. */
export interface EtcdClientProps {
  /** What the certificate is called on its host: `apiserver-etcd-client`. */
  readonly name: string;
  /** Whom etcd takes him for. @default - the name */
  readonly commonName?: string;
  readonly files: {
    readonly certificate: string;
    readonly key: string;
    /** Where the certificate of etcd's authority goes. */
    readonly authority: string;
    /** Whose files they are. @default 'root' */
    readonly user?: string;
  };
  /** What makes him take a new one. */
  readonly effect: CertificateRequest['effect'];
}

/** The request for a client's certificate, and its connections to all members. */
export function contributeClient(
  into: Contribution,
  on: HostPlace,
  authority: CertificateAuthority,
  { name, hosts }: EtcdSettings,
  props: EtcdClientProps,
): ResourceId {
  const { certificate, key, authority: path, user = 'root' } = props.files;
  const files: CertificateSpec['files'] = { certificate, key, trusts: { authority: authority.name, path }, user };
  const client = authority.issue(into, on, {
    name: props.name,
    commonName: props.commonName ?? props.name,
    usages: ['clientAuth'],
    ...{ files, effect: props.effect },
  });
  for (const host of hosts) {
    contributeTlsConnection(into, `${placedName(on, props.name)} to ${name} on ${host.name}`, {
      ...{ dials: [host.address], port: etcdPorts.client, server: serverCertificate(host), client },
      ...{ trusts: authority.name, serverTrusts: authority.name },
    });
  }
  return client;
}
