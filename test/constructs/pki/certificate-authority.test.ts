import { Duration } from 'cdk8s';
import { renderDist } from '../../../lib/assembly';
import {
  CertificateAuthority,
  type CertificateAuthorityProps,
  type CertificateRequest,
} from '../../../lib/constructs/pki';
import { asking, assemblyWith, place, serving } from './layer';

/** The lines of an authority and what it was asked for. */
function lines(
  props: CertificateAuthorityProps,
  request: CertificateRequest = serving,
  on: { pool: string; host?: string } = place,
): string {
  const assembly = assemblyWith((into) => {
    const authority = new CertificateAuthority('store', props);
    authority.contribute(into);
    authority.issue(into, on, request);
  });
  const text = renderDist([assembly]).get('lab/facts/certificates.txt') ?? '';
  return text.replace(/^#.*\n/gm, '');
}

test('each certificate is a line, with all that a reviewer asks', () => {
  expect(lines({})).toMatchInlineSnapshot(`
    "authority store: CN store; 3650 days, by plinth; key on the control node
    control/control-1 /etc/store/server.crt: CN control-1; names control-1; addresses 10.20.0.11; serverAuth; 365 days, renewed 120 days before the end, by plinth; signed by store; trusts store in /etc/store/ca.crt; key for store in /etc/store/server.key
    "
  `);
});

test('what kubeadm makes says so, for every host of a pool', () => {
  const props: CertificateAuthorityProps = { owner: 'kubeadm', keyOn: [{ pool: 'control' }] };
  const request = { ...asking, organization: 'system:nodes' };

  expect(lines(props, request, { pool: 'control' })).toMatchInlineSnapshot(`
    "authority store: CN store; 3650 days, by kubeadm; key on each of control
    each of control /etc/store/server.crt: CN client O system:nodes; clientAuth; 365 days, renewed 120 days before the end, by kubeadm; signed by store; trusts store in /etc/store/ca.crt; key for store in /etc/store/server.key
    "
  `);
});

const changes: Readonly<Record<string, Parameters<typeof lines>>> = {
  commonName: [{ commonName: 'Store' }],
  'lifetimes.authority': [{ lifetimes: { authority: Duration.days(730) } }],
  'lifetimes.leaf': [{ lifetimes: { leaf: Duration.days(200) } }],
  'lifetimes.renewBefore': [{ lifetimes: { renewBefore: Duration.days(30) } }],
  owner: [{ owner: 'kubeadm' }],
  keyOn: [{ keyOn: [place] }],
  'request.commonName': [{}, { ...serving, commonName: 'other' }],
  'request.organization': [{}, { ...serving, organization: 'system:nodes' }],
  'request.dnsNames': [{}, { ...serving, dnsNames: ['store.example.com'] }],
  'request.addresses': [{}, { ...serving, addresses: ['10.20.0.12'] }],
  'request.usages': [{}, { ...serving, usages: ['serverAuth', 'clientAuth'] }],
  'request.files': [{}, { ...serving, files: { ...serving.files, user: 'root' } }],
};

test.each(Object.entries(changes))('%s changes a line', (_, given) => {
  expect(lines(...given)).not.toBe(lines({}));
});

test.each([
  [Duration.hours(12), 'lifetimes.leaf is 0.5 days; certificates live whole days, one or more.'],
  [Duration.days(0), 'lifetimes.leaf is 0 days; certificates live whole days, one or more.'],
])('a life of parts of days is refused', (leaf, message) => {
  expect(() => new CertificateAuthority('store', { lifetimes: { leaf } })).toThrow(message);
});
