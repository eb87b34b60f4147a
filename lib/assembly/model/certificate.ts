import type { Effect } from './file';
import type { HostPlace } from './host-place';
import type { ResourceBase } from './resource-base';

/** Who makes certificates and makes them anew before they end. */
export type CertificateOwner = 'plinth' | 'kubeadm' | 'kubelet' | 'given';

/** One that signs. Its key is never on hosts that only use what it signed. */
export interface CertificateAuthoritySpec {
  readonly commonName: string;
  readonly lifetimeDays: number;
  readonly owner: CertificateOwner;
  /** The machine that apply runs on, or hosts. */
  readonly keyOn: 'control-node' | readonly HostPlace[];
}

export type KeyUsage = 'serverAuth' | 'clientAuth';

/** A certificate as a request: who it is for, and where its files go. Bytes never. */
export interface CertificateSpec {
  readonly on: HostPlace;
  /** What it is called on its host: `etcd-server`. */
  readonly name: string;
  /** The name of the authority that signs it. */
  readonly authority: string;
  readonly commonName: string;
  readonly organization?: string;
  readonly dnsNames: readonly string[];
  readonly addresses: readonly string[];
  readonly usages: readonly KeyUsage[];
  readonly lifetimeDays: number;
  readonly renewBeforeDays: number;
  readonly owner: CertificateOwner;
  readonly files: {
    readonly certificate: string;
    readonly key: string;
    /** The authority whose certificates its user believes, and the file that holds them. */
    readonly trusts?: { readonly authority: string; readonly path: string };
    readonly user: string;
  };
  /** What makes its user take a new one. */
  readonly effect: Effect;
}

/** Somebody who connects by TLS, and to whom: what names and usages are checked against. */
export interface TlsConnectionSpec {
  /** Names and addresses that the client dials. */
  readonly dials: readonly string[];
  readonly port: number;
  /** The server's certificate, by identity. */
  readonly server: string;
  /** The client's, where the server asks for one. */
  readonly client?: string;
  /** The authority by which the client believes the server. */
  readonly trusts: string;
  /** The authority by which the server believes the client. */
  readonly serverTrusts?: string;
}

export type CertificateAuthorityResource = ResourceBase<'certificate-authority', CertificateAuthoritySpec>;
export type CertificateResource = ResourceBase<'certificate', CertificateSpec>;
export type TlsConnectionResource = ResourceBase<'tls-connection', TlsConnectionSpec>;
