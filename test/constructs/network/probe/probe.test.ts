import { writeFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { renderDist } from '../../../../lib/assembly';
import { addLocalPathProvisioner, addMetricsServer, addTraefik } from '../../../../lib/constructs/kubernetes/add-ons';
import { App, synthesizeApp } from '../../../../lib/program';
import { labIn, leasesInEtcd } from '../lab';
import { FlannelBackend, PolicyEnforcer } from '../../../../lib/constructs/network';

test.each(['kubernetes', 'etcd'])('%s', (kind) => {
  const app = new App();
  const lab = labIn(app, kind === 'etcd' ? { network: (etcd) => ({ ...leasesInEtcd(etcd), backend: FlannelBackend.hostGw(), enforcer: PolicyEnforcer.kubeNetworkPolicies() }) } : {});
  if (kind === 'kubernetes') {
    const controlPlane = () => lab.etcd.component;
    addMetricsServer(lab.environment, { verifyKubelets: () => false, controlPlane, replicas: 2 });
    addLocalPathProvisioner(lab.environment, { pools: () => [lab.workers], controlPlane });
    addTraefik(lab.environment, { gateway: 'public', nodePorts: { http: 30080, https: 30443 }, certificates: () => [{ listener: 'https', host: 'shop.example.com', secret: { name: 'shop-tls', namespace: 'shop' } }], nodes: () => 1, controlPlane });
  }
  const { environments, findings, acknowledged } = synthesizeApp(app, { lock: false });
  for (const [path, content] of renderDist(environments.map(({ assembly }) => assembly))) {
    const to = `/tmp/probe/${kind}/${path}`;
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, content);
  }
  writeFileSync(`/tmp/probe/${kind}.txt`, [...findings.map(({ severity, code, path, detail, fix }) => `${severity} ${code} ${path}\n ${detail}\n ${fix}`), 'ACK', ...acknowledged.map(({ finding }) => `${finding.code} ${finding.path}`)].join('\n'));
});
