import { resourcesOf, type CertificateSpec } from '../../../../lib/assembly';
import { Endpoint } from '../../../../lib/constructs/kubernetes';
import { etcdOn, synthesized, type Ask } from './fixture';

function certificate(ask: Ask, id: string): CertificateSpec {
  const found = synthesized(ask).assembly.resources[`_hosts/plinth/certificate/${id}`];
  if (found?.kind !== 'certificate') throw new Error(`there is no certificate ${id}`);
  return found.spec;
}

test('the API server of a host is known by every name that it is dialled by', () => {
  const ask: Ask = { endpoint: Endpoint.loadBalancer('api.example.com'), apiNames: ['192.0.2.9', 'k8s.example.com'] };
  const { dnsNames, addresses } = certificate(ask, 'control/control-2:kube-apiserver');

  expect(dnsNames).toEqual([
    'control-2',
    'kubernetes',
    'kubernetes.default',
    'kubernetes.default.svc',
    'kubernetes.default.svc.cluster.local',
    'api.example.com',
    'localhost',
    'k8s.example.com',
  ]);
  expect(addresses).toEqual(['10.96.0.1', '127.0.0.1', '192.0.2.9', '10.20.0.12']);
});

test('kubelets are known by the names of their hosts, and renew their certificates themselves', () => {
  expect(certificate({}, 'worker:kubelet-client')).toMatchObject({
    commonName: 'system:node:<name of the host>',
    organization: 'system:nodes',
    owner: 'kubelet',
    lifetimeDays: 365,
    renewBeforeDays: 109,
  });
});

test('with etcd of its own the API server has a certificate of its authority', () => {
  const ask: Ask = (bed) => ({ etcd: etcdOn(bed) });

  expect(certificate(ask, 'control:kube-apiserver-etcd-client')).toMatchObject({ authority: 'etcd', owner: 'plinth' });
  expect(certificate({}, 'control:kube-apiserver-etcd-client')).toMatchObject({
    authority: 'kubernetes-etcd',
    owner: 'kubeadm',
  });
});

test('whoever dials finds a name in the certificate, the usages, and an authority that both ends believe', () => {
  const asks: readonly Ask[] = [{}, { kubelet: { serverTLSBootstrap: true } }, (bed) => ({ etcd: etcdOn(bed) })];
  for (const ask of asks) {
    const { assembly } = synthesized(ask);
    const known = new Map(resourcesOf(assembly, 'certificate').map(({ id, spec }) => [id, spec]));
    const connections = resourcesOf(assembly, 'tls-connection');
    expect(connections.length).toBeGreaterThan(20);
    for (const { spec } of connections) {
      const server = known.get(spec.server);
      const client = spec.client === undefined ? undefined : known.get(spec.client);
      expect([...(server?.dnsNames ?? []), ...(server?.addresses ?? [])]).toEqual(
        expect.arrayContaining([...spec.dials]),
      );
      expect(server).toMatchObject({ authority: spec.trusts });
      expect(server?.usages).toContain('serverAuth');
      if (spec.client === undefined) continue;
      expect(client).toMatchObject({ authority: spec.serverTrusts });
      expect(client?.usages).toContain('clientAuth');
    }
  }
});

test('keys of authorities are on control hosts alone', () => {
  const authorities = resourcesOf(synthesized().assembly, 'certificate-authority').map(({ spec }) => spec);

  expect(authorities.map(({ commonName }) => commonName).sort()).toEqual(['etcd-ca', 'front-proxy-ca', 'kubernetes']);
  for (const { keyOn, owner } of authorities) {
    expect({ keyOn, owner }).toEqual({ keyOn: [{ pool: 'control' }], owner: 'kubeadm' });
  }
});

test('kubelets that ask for it show a certificate of the cluster', () => {
  expect(certificate({ kubelet: { serverTLSBootstrap: true } }, 'worker/worker-1:kubelet-serving')).toMatchObject({
    commonName: 'system:node:worker-1',
    dnsNames: ['worker-1'],
    addresses: ['10.20.0.21'],
    usages: ['serverAuth'],
  });
});
