import { rootCertificates } from 'node:tls';
import { bodyText, type HostSecretSpec } from '../../../lib/assembly';

/** A secret's file with values such as apply and hosts would put in: none of them is anybody's secret. */
export function filledIn({ body, randomBytes, outputs = {} }: NonNullable<HostSecretSpec['template']>): string {
  const values = [
    ...Object.entries(randomBytes).map(([name, size]) => [name, Buffer.alloc(size).toString('base64')] as const),
    ...Object.keys(outputs).map((name) => [name, printedByHost] as const),
  ];
  return values.reduce((text, [name, value]) => text.replaceAll(`\${${name}}`, value), bodyText(body));
}

/** Hosts print an authority in base64, or a token, which whoever reads it here takes for any text. */
const printedByHost = Buffer.from(rootCertificates[0] ?? '').toString('base64');
