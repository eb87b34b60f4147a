import { distinguishedName, extensionsText, namesText } from '../../../lib/plan/script/certificate-names';

const server = {
  commonName: 'control-1',
  dnsNames: ['control-1', 'localhost'],
  addresses: ['10.0.0.11', '::1', '2001:db8::a:1'],
  usages: ['serverAuth', 'clientAuth'],
} as const;

test('a certificate is asked for and read back by the same names', () => {
  expect(distinguishedName(server)).toBe('/CN=control-1');
  expect(extensionsText(server)).toMatchInlineSnapshot(`
    "basicConstraints=critical,CA:false
    keyUsage=critical,digitalSignature
    extendedKeyUsage=serverAuth,clientAuth
    subjectAltName=DNS:control-1,DNS:localhost,IP:10.0.0.11,IP:::1,IP:2001:db8::a:1
    authorityKeyIdentifier=keyid
    "
  `);
  expect(namesText(server)).toMatchInlineSnapshot(
    `"subject=CN=control-1X509v3ExtendedKeyUsage:TLSWebServerAuthentication,TLSWebClientAuthenticationX509v3SubjectAlternativeName:DNS:control-1,DNS:localhost,IPAddress:10.0.0.11,IPAddress:0:0:0:0:0:0:0:1,IPAddress:2001:DB8:0:0:0:0:A:1"`,
  );
});

test('an organization stands before the common name, and is read back after it', () => {
  const client = { ...server, organization: 'system:masters', commonName: 'a/b', dnsNames: [], addresses: [] };
  expect(distinguishedName(client)).toBe(String.raw`/O=system:masters/CN=a\/b`);
  expect(namesText(client)).toBe(
    'subject=CN=a/b,O=system:mastersX509v3ExtendedKeyUsage:TLSWebServerAuthentication,TLSWebClientAuthentication',
  );
});
