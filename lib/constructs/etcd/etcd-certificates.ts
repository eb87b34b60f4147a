import { hostStack, placedName, plinthId, type Contribution, type ResourceId } from '../../assembly';
import { placesOf, type Host } from '../hosts';
import { contributeTlsConnection, type CertificateAuthority, type CertificateRequest } from '../pki';
import { etcdPaths, etcdPorts, pkiFiles } from './etcd-paths';
import type { EtcdSettings } from './etcd-settings';

const names = { server: 'etcd-server', peer: 'etcd-peer', 'healthcheck-client': 'etcd-healthcheck-client' } as const;

/** The identity of the certificate that a member shows to its clients. */
export function serverCertificate(host: Host): ResourceId {
  return plinthId(hostStack, 'certificate', placedName(host.place, names.server));
}

/**
 * The certificates of members, and of whoever asks them on their own hosts whether they are well.
 *
 * https://etcd.io/docs/v3.6/op-guide/security/
 */
export function contributeMemberCertificates(
  into: Contribution,
  authority: CertificateAuthority,
  settings: EtcdSettings,
): void {
  authority.contribute(into);
  const peers = settings.hosts.map((host) => {
    authority.issue(into, host.place, memberRequest(authority, host, 'server'));
    return { host, peer: authority.issue(into, host.place, memberRequest(authority, host, 'peer')) };
  });
  const trusts = { trusts: authority.name, serverTrusts: authority.name };
  for (const { host, peer } of peers) {
    for (const { host: other, peer: server } of peers) {
      if (other === host) continue;
      const name = `${names.peer} of ${host.name} to ${other.name}`;
      contributeTlsConnection(into, name, {
        ...{ dials: [other.address], port: etcdPorts.peer, server, client: peer },
        ...trusts,
      });
    }
    // A member asks itself where somebody comes by HTTP: that is why its certificate is also a client's.
    const own = serverCertificate(host);
    contributeTlsConnection(into, `${names.server} of ${host.name} to itself`, {
      ...{ dials: ['127.0.0.1'], port: etcdPorts.client, server: own, client: own },
      ...trusts,
    });
  }
  for (const on of placesOf(settings.hosts)) {
    const client = authority.issue(into, on, {
      name: names['healthcheck-client'],
      commonName: names['healthcheck-client'],
      usages: ['clientAuth'],
      ...filesOf(authority, 'healthcheck-client'),
    });
    for (const host of settings.hosts.filter(({ pool, name }) => pool.name === on.pool && (on.host ?? name) === name)) {
      contributeTlsConnection(into, `${names['healthcheck-client']} of ${host.name} to itself`, {
        ...{ dials: ['127.0.0.1'], port: etcdPorts.client, server: serverCertificate(host), client },
        ...trusts,
      });
    }
  }
}

/** Both are a server's and a client's; members know each other by address, and are also asked on loopback. */
function memberRequest(authority: CertificateAuthority, host: Host, kind: 'server' | 'peer'): CertificateRequest {
  return {
    name: names[kind],
    commonName: host.name,
    dnsNames: [host.name, 'localhost'],
    addresses: [host.address, '127.0.0.1', '::1'],
    usages: ['serverAuth', 'clientAuth'],
    ...filesOf(authority, kind),
  };
}

function filesOf(
  authority: CertificateAuthority,
  kind: keyof typeof names,
): Pick<CertificateRequest, 'files' | 'effect'> {
  const trusts = { authority: authority.name, path: etcdPaths.authority };
  // It reads them anew for each connection.
  return { files: { ...pkiFiles(kind), trusts, user: 'etcd' }, effect: { kind: 'none' } };
}
