import type { TlsConnectionSpec } from '../../../lib/assembly';
import { CertificateAuthority, contributeTlsConnection, type CertificateRequest } from '../../../lib/constructs/pki';
import { asking, assemblyWith, place, serving } from './layer';
import { tlsProblems } from './tls-connections';

interface Ends {
  readonly server?: Partial<CertificateRequest>;
  readonly client?: Partial<CertificateRequest>;
  readonly clientAuthority?: string;
  readonly connection?: Partial<TlsConnectionSpec>;
}

/** The problems of one connection from a client to a server. */
function problemsOf({ server, client, clientAuthority = 'store', connection }: Ends): readonly string[] {
  const assembly = assemblyWith((into) => {
    const store = new CertificateAuthority('store');
    store.contribute(into);
    contributeTlsConnection(into, 'edge', {
      dials: ['10.20.0.11'],
      port: 2379,
      server: store.issue(into, place, { ...serving, ...server }),
      client: new CertificateAuthority(clientAuthority).issue(into, place, { ...asking, ...client }),
      trusts: 'store',
      serverTrusts: 'store',
      ...connection,
    });
  });
  return tlsProblems(assembly).map((problem) => problem.replace(/^_hosts\/plinth\/tls-connection\/edge: /, ''));
}

test('a connection holds', () => {
  expect(problemsOf({})).toEqual([]);
});

test.each<[string, Ends, readonly string[]]>([
  ['another name', { connection: { dials: ['10.20.0.12'] } }, ['the server is not certified as 10.20.0.12']],
  ['no name', { connection: { dials: [] } }, ['nothing is dialled']],
  ['a server for clients', { server: { usages: ['clientAuth'] } }, ['the server may not serve']],
  ['a client for servers', { client: { usages: ['serverAuth'] } }, ['the client may not ask']],
  [
    'a server of somebody else',
    { connection: { trusts: 'other' } },
    ['the client believes "other", not "store"', 'the client\'s file holds "store", not "other"'],
  ],
  [
    'a client of somebody else',
    { clientAuthority: 'other' },
    [
      '_hosts/plinth/certificate/control/control-1:client: nobody declares the authority "other"',
      'the server believes "store", not "other"',
    ],
  ],
  ['no server', { connection: { server: 'nobody' } }, ['nobody declares the certificate "nobody"']],
])('%s is seen', (_, ends, problems) => {
  expect(problemsOf(ends)).toEqual(problems);
});
