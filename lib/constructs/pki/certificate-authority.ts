import type {
  CertificateAuthoritySpec,
  CertificateOwner,
  CertificateSpec,
  Contribution,
  HostPlace,
  KeyUsage,
  ResourceId,
} from '../../assembly';
import { contributeAuthority, contributeCertificate } from './contribute';
import { defaultLifetimes, lifetimeDays, type CertificateLifetimes } from './lifetimes';

export interface CertificateAuthorityProps {
  /** @default - its name */
  readonly commonName?: string;
  readonly lifetimes?: CertificateLifetimes;
  /** Who makes it and what it signs, and makes them anew. @default 'plinth' */
  readonly owner?: CertificateOwner;
  /** Where its key is: on the machine that applies, or on hosts. @default 'control-node' */
  readonly keyOn?: CertificateAuthoritySpec['keyOn'];
}

/** A certificate that an authority is asked for: what the authority itself does not say. */
export interface CertificateRequest {
  /** What it is called on its host: `etcd-server`. */
  readonly name: string;
  readonly commonName: string;
  /** What Kubernetes takes for groups. @default - none */
  readonly organization?: string;
  /** @default - none */
  readonly dnsNames?: readonly string[];
  /** @default - none */
  readonly addresses?: readonly string[];
  readonly usages: readonly KeyUsage[];
  readonly files: CertificateSpec['files'];
  /** What makes its user take a new one. */
  readonly effect: CertificateSpec['effect'];
}

/** One that signs certificates, as far as a program says: its bytes and its key never pass through Plinth's output. */
export class CertificateAuthority {
  readonly name: string;
  readonly commonName: string;
  readonly #owner: CertificateOwner;
  readonly #keyOn: CertificateAuthoritySpec['keyOn'];
  readonly #days: { readonly authority: number; readonly leaf: number; readonly renewBefore: number };

  /** @throws PlinthError `invalid-value` for lifetimes that are no whole days. */
  constructor(name: string, props: CertificateAuthorityProps = {}) {
    const { commonName = name, lifetimes = {}, owner = 'plinth', keyOn = 'control-node' } = props;
    this.name = name;
    this.commonName = commonName;
    this.#owner = owner;
    this.#keyOn = keyOn;
    const { authority, leaf, renewBefore } = { ...defaultLifetimes, ...lifetimes };
    this.#days = {
      authority: lifetimeDays('lifetimes.authority', authority),
      leaf: lifetimeDays('lifetimes.leaf', leaf),
      renewBefore: lifetimeDays('lifetimes.renewBefore', renewBefore),
    };
  }

  contribute(into: Contribution): ResourceId {
    return contributeAuthority(into, this.name, {
      commonName: this.commonName,
      lifetimeDays: this.#days.authority,
      owner: this.#owner,
      keyOn: this.#keyOn,
    });
  }

  /** Asks it for a certificate on a host, or for one on each host of a pool. */
  issue(into: Contribution, on: HostPlace, request: CertificateRequest): ResourceId {
    const { dnsNames = [], addresses = [], ...rest } = request;
    return contributeCertificate(into, on, {
      ...rest,
      authority: this.name,
      dnsNames,
      addresses,
      lifetimeDays: this.#days.leaf,
      renewBeforeDays: this.#days.renewBefore,
      owner: this.#owner,
    });
  }
}
