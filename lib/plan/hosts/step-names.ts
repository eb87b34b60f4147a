import type { HostView } from '../../assembly';
import type { StepId, StepPlace } from '../model/step';

/** What steps on hosts are called; others need them by these names. */
export const stepNames = {
  machines: 'machines/make',
  deliver: (host: string): StepId => `host/${host}/deliver`,
  start: (host: string): StepId => `host/${host}/start`,
  request: (host: string): StepId => `certificates/${host}/request`,
  sign: 'certificates/sign',
  installCertificates: (host: string): StepId => `certificates/${host}/install`,
  takeSecrets: 'secrets/take',
  offerSecrets: (group: string, host: string): StepId => `${group}/${host}/offer-secrets`,
  settleSecrets: (group: string): StepId => `${group}/settle-secrets`,
  installSecrets: (group: string, host: string): StepId => `${group}/${host}/install-secrets`,
  issue: (component: string, pool: string): StepId => `${component}/${pool}/issue-credentials`,
  installCredentials: (component: string, host: string): StepId => `${component}/${host}/install-credentials`,
} as const;

/** Parcels by what they hold and for whom. */
export const parcels = {
  requests: (host: string) => ({ name: `certificates/${host}/requests`, secret: false }),
  issued: (host: string) => ({ name: `certificates/${host}/issued`, secret: false }),
  offered: (group: string, host: string) => ({ name: `${group}/${host}/offered`, secret: true }),
  secrets: (group: string, host: string) => ({ name: `${group}/${host}/secrets`, secret: true }),
  given: (host: string) => ({ name: `secrets/${host}/given`, secret: true }),
  credentials: (component: string, pool: string) => ({ name: `${component}/${pool}/credentials`, secret: true }),
} as const;

export function onHost({ name }: HostView): StepPlace {
  return { kind: 'host', host: name };
}
