// Certificates as requests: who signs, for whom, for how long, and where the files go. Plinth never makes or reads a key here.
// It knows hosts, and nothing that uses a certificate.
export { CertificateAuthority, type CertificateAuthorityProps, type CertificateRequest } from './certificate-authority';
export {
  contributeAuthority,
  contributeCertificate,
  contributeTlsConnection,
  type CertificateProps,
} from './contribute';
export { type CertificateLifetimes } from './lifetimes';
