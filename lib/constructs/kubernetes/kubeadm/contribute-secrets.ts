import type { Contribution } from '../../../assembly';
import { contributeSecretFile, placesOf } from '../../hosts';
import { hostPort } from './cluster-configuration';
import type { ClusterSettings } from './cluster-settings';
import { poolOf, restartApiServer } from './contribute-control';
import { encryptionConfiguration, encryptionKeyBytes } from './encryption-configuration';
import { discoveryCredentials, joinMinutes } from './kubeadm-documents';
import { kubeadmCommand } from './kubeadm-command';
import { kubernetesPaths, plinthPaths } from './paths';

/** What all control hosts must have alike, by what it is; the first makes it: kubeadm's `certs` phase. */
const sharedFiles: Readonly<Record<string, string>> = {
  'ca.crt': 'the certificate of the authority of Kubernetes',
  'ca.key': 'the key of the authority of Kubernetes',
  'front-proxy-ca.crt': 'the certificate of the authority of extension API servers',
  'front-proxy-ca.key': 'the key of the authority of extension API servers',
  'sa.key': 'the key that signs tokens of service accounts',
  'sa.pub': 'the key by which tokens of service accounts are believed',
};

const sharedWithStackedEtcd: Readonly<Record<string, string>> = {
  'etcd/ca.crt': 'the certificate of the authority of etcd',
  'etcd/ca.key': 'the key of the authority of etcd',
};

/** What hosts have whose bytes are secret: apply makes or carries it. */
export function contributeSecrets(into: Contribution, settings: ClusterSettings): void {
  const { control, props } = settings;
  const shared = placesOf(control);
  const files = { ...sharedFiles, ...(!props.etcd && sharedWithStackedEtcd) };
  for (const on of shared) {
    const pool = poolOf(settings, on);
    if (!pool) continue;
    for (const [name, purpose] of Object.entries(files)) {
      contributeSecretFile(into, on, {
        path: `${kubernetesPaths.pki}/${name}`,
        // As kubeadm makes them: certificates alone are for everybody.
        mode: name.endsWith('.crt') ? '0644' : '0600',
        maker: 'generatedAtApply',
        purpose: `${purpose}, made by kubeadm on the first control host`,
        sharedBy: shared,
        effect: { kind: 'none' },
      });
    }
    if (props.encryptionAtRest ?? true) {
      contributeSecretFile(into, on, {
        path: plinthPaths.encryption,
        maker: 'generatedAtApply',
        purpose: 'the key by which Secrets are encrypted in etcd: without it they are lost',
        template: {
          body: { format: 'yaml', value: [encryptionConfiguration] },
          randomBytes: { key: encryptionKeyBytes },
        },
        sharedBy: shared,
        effect: restartApiServer(pool),
      });
    }
  }
  contributeDiscovery(into, settings);
}

/** For as long as a host joins; a plan makes it just before. */
function contributeDiscovery(into: Contribution, settings: ClusterSettings): void {
  const { nodes, control, endpoint, props } = settings;
  const [first] = control;
  if (!first) return;
  const on = placesOf(control);
  const token = kubeadmCommand(first.pool, props, [
    ...['token', 'create', `--ttl=${String(joinMinutes)}m`, `--kubeconfig=${kubernetesPaths.admin}`],
  ]);
  const outputs = {
    authority: { on, command: ['/usr/bin/base64', '--wrap=0', kubernetesPaths.authority] },
    token: { on, command: token },
  };
  const server = `https://${hostPort(endpoint.host, endpoint.port)}`;
  for (const place of placesOf(nodes)) {
    contributeSecretFile(into, place, {
      path: plinthPaths.discovery,
      maker: 'generatedAtApply',
      purpose: `credentials by which a host joins the cluster, good for ${String(joinMinutes)} minutes`,
      template: { body: { format: 'yaml', value: [discoveryCredentials(server)] }, randomBytes: {}, outputs },
      effect: { kind: 'none' },
    });
  }
}
