import { Duration } from 'cdk8s';
import { invalidValue, PlinthError } from '../../core';

/** How long certificates live, in whole days. */
export interface CertificateLifetimes {
  /** Of the authority itself. @default - 3650 days */
  readonly authority?: Duration;
  /** Of what it signs. @default - 365 days */
  readonly leaf?: Duration;
  /** How long before its end a certificate is made anew. @default - 120 days */
  readonly renewBefore?: Duration;
}

/** What holds where nothing is said. */
export const defaultLifetimes: Required<CertificateLifetimes> = {
  // As kubeadm has them: CACertificateValidityPeriod and CertificateValidityPeriod in
  // https://github.com/kubernetes/kubernetes/blob/v1.36.3/cmd/kubeadm/app/constants/constants.go
  authority: Duration.days(3650),
  leaf: Duration.days(365),
  // A third of a year's life, as RKE2 and k3s do it (https://docs.rke2.io/security/certificates): time for several attempts.
  renewBefore: Duration.days(120),
};

/**
 * The days of a life.
 *
 * @throws PlinthError `invalid-value` for less than a day and for parts of days
 */
export function lifetimeDays(property: string, life: Duration): number {
  const days = life.toDays({ integral: false });
  if (Number.isInteger(days) && days >= 1) return days;
  throw PlinthError.of(
    invalidValue,
    `${property} is ${String(days)} days; certificates live whole days, one or more.`,
    `Write ${property}: Duration.days(${String(Math.max(1, Math.round(days)))}).`,
  );
}
