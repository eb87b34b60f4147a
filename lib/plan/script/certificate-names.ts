import type { CertificateSpec, KeyUsage } from '../../assembly';

type Named = Pick<CertificateSpec, 'commonName' | 'organization' | 'dnsNames' | 'addresses' | 'usages'>;

/** The subject as openssl takes it. */
export function distinguishedName({ commonName, organization }: Pick<Named, 'commonName' | 'organization'>): string {
  const parts = [...(organization === undefined ? [] : [['O', organization] as const]), ['CN', commonName] as const];
  return parts.map(([key, value]) => `/${key}=${value.replaceAll(/[\\/+=]/g, String.raw`\$&`)}`).join('');
}

/** The extensions of a certificate, in the order in which openssl prints them back. */
export function extensionsText({ dnsNames, addresses, usages }: Named): string {
  const names = [...dnsNames.map((name) => `DNS:${name}`), ...addresses.map((address) => `IP:${address}`)];
  return [
    'basicConstraints=critical,CA:false',
    'keyUsage=critical,digitalSignature',
    `extendedKeyUsage=${usages.join(',')}`,
    ...(names.length > 0 ? [`subjectAltName=${names.join(',')}`] : []),
    'authorityKeyIdentifier=keyid',
    '',
  ].join('\n');
}

const printedUsages: Readonly<Record<KeyUsage, string>> = {
  serverAuth: 'TLSWebServerAuthentication',
  clientAuth: 'TLSWebClientAuthentication',
};

/** What `openssl x509 -subject -nameopt RFC2253 -ext subjectAltName,extendedKeyUsage` prints, without white space. */
export function namesText({ commonName, organization, dnsNames, addresses, usages }: Named): string {
  const subject = [`CN=${escaped(commonName)}`, ...(organization === undefined ? [] : [`O=${escaped(organization)}`])];
  const names = [
    ...dnsNames.map((name) => `DNS:${name}`),
    ...addresses.map((address) => `IPAddress:${printed(address)}`),
  ];
  return [
    `subject=${subject.join(',')}`,
    `X509v3ExtendedKeyUsage:${usages.map((usage) => printedUsages[usage]).join(',')}`,
    ...(names.length > 0 ? [`X509v3SubjectAlternativeName:${names.join(',')}`] : []),
  ]
    .join('')
    .replaceAll(' ', '');
}

/** RFC 2253. */
function escaped(value: string): string {
  return value.replaceAll(/[,+"\\<>;]/g, String.raw`\$&`);
}

/** openssl prints all eight groups of an IPv6 address. */
function printed(text: string): string {
  if (!text.includes(':')) return text;
  const [head = '', tail] = text.split('::');
  const groups = (part: string): readonly string[] => (part === '' ? [] : part.split(':'));
  const missing = 8 - groups(head).length - groups(tail ?? '').length;
  const zeros = tail === undefined ? [] : Array.from({ length: missing }, () => '0');
  return [...groups(head), ...zeros, ...groups(tail ?? '')]
    .map((group) => Number.parseInt(group, 16).toString(16).toUpperCase())
    .join(':');
}
