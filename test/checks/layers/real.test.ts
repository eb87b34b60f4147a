import { App, synthesizeApp } from '../../../lib/program';
import { printed } from '../assembly-of';
import { Environment } from '../../../lib/constructs/base';
import { EtcdBackup, EtcdCluster } from '../../../lib/constructs/etcd';
import { ArtifactMirror, HostPool, OperatingSystem } from '../../../lib/constructs/hosts';
import { KubernetesCluster, VirtualIp } from '../../../lib/constructs/kubernetes';
import { Flannel } from '../../../lib/constructs/network';
import { Machine } from '../../../lib/constructs/machines';
test('clean', () => {
  const app = new App();
  const environment = new Environment(app, 'live', { tier: 'production' });
  const hosts = {
    os: OperatingSystem.debian('13'), machine: Machine.existing(), subnet: '10.20.0.0/24', nameServers: ['10.20.0.2'], timeServers: ['10.20.0.3'], zones: ['a','b','c'],
    sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGRlbW8= operator'],
    artifactMirror: ArtifactMirror.upstream({}),
  };
  const control = new HostPool(environment, 'control', { ...hosts, count: 3, firstAddress: '10.20.0.11' });
  const worker = new HostPool(environment, 'worker', { ...hosts, count: 2, firstAddress: '10.20.0.101' });
  const etcd = new EtcdCluster(environment, 'etcd', { hosts: control, version: '3.6', backup: EtcdBackup.daily({ to: { kind: 's3', bucket: 'etcd', endpoint: 's3.example.com' } }) });
  const network = new Flannel(environment, 'network', { pods: '10.244.0.0/16', services: '10.96.0.0/16' });
  new KubernetesCluster(environment, 'kubernetes', { version: '1.36', controlPlane: control, workers: worker, etcd, network, endpoint: VirtualIp.at('10.20.0.5') });
  const { findings, environments: [e] } = synthesizeApp(app, { lock: false });
  const kinds: Record<string, number> = {};
  for (const r of Object.values(e!.assembly.resources)) kinds[r.kind] = (kinds[r.kind] ?? 0) + 1;
  console.log(JSON.stringify(kinds), JSON.stringify(e!.assembly.resources['_hosts/plinth/control-plane/kubernetes']?.spec), JSON.stringify(e!.assembly.resources['_hosts/plinth/flannel/network']?.spec), JSON.stringify(Object.keys(e!.assembly.resources).filter(x=>/address-plan|virtual|tls/.test(x))));
  expect(printed(findings)).toBe('');
});
