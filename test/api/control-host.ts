import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { encryptionConfiguration } from '../../lib/constructs/kubernetes/kubeadm/encryption-configuration';

/** What an environment's files say about its first control host. */
export interface ControlHost {
  /** The address of its API server. */
  readonly address: string;
  /** `v1.36.4` */
  readonly version: string;
  /** The addresses of the members of etcd. */
  readonly etcd: readonly string[];
  /** The folders whose content lies under /etc on it. */
  readonly folders: readonly string[];
}

interface InitDocument {
  readonly localAPIEndpoint?: { readonly advertiseAddress: string };
  readonly kubernetesVersion?: string;
  readonly etcd?: { readonly external: { readonly endpoints: readonly string[] } };
}

/** Reads the files of an environment with hosts of its own. */
export function controlHostOf(folder: string): ControlHost {
  const pool = join(folder, 'hosts/control');
  const folders = [join(pool, 'files/etc'), join(pool, 'control-1/etc')];
  const text = readFileSync(join(pool, 'control-1/etc/kubernetes/plinth/init.yaml'), 'utf8');
  const said = parseAllDocuments(text).reduce<InitDocument>(
    (all, document) => ({ ...all, ...(document.toJS() as InitDocument) }),
    {},
  );
  const { localAPIEndpoint, kubernetesVersion = '', etcd } = said;
  return {
    address: localAPIEndpoint?.advertiseAddress ?? '',
    version: kubernetesVersion,
    etcd: (etcd?.external.endpoints ?? []).map((endpoint) => new URL(endpoint).hostname),
    folders,
  };
}

/** Puts the files that kubeadm and the API server read into a folder that lies over /etc. */
export function fillEtc(etc: string, host: ControlHost): void {
  const target = join(etc, 'kubernetes');
  for (const folder of host.folders) cpSync(join(folder, 'kubernetes'), target, { recursive: true });
  // The one file among them that is made at apply.
  const encryption = stringify(encryptionConfiguration).replace('${key}', randomBytes(32).toString('base64'));
  writeFileSync(join(target, 'plinth/encryption.yaml'), encryption, { mode: 0o600 });
  mkdirSync(join(target, 'etcd-only'));
  writeFileSync(join(etc, etcdCertificates), etcdCertificateDocuments(host));
}

/** The file by which kubeadm makes certificates for an etcd, seen from /etc: for one that runs elsewhere it makes none. */
export const etcdCertificates = 'kubernetes/etcd-only/init.yaml';

function etcdCertificateDocuments({ address, version, etcd }: ControlHost): string {
  const documents = [
    {
      ...kubeadmKind('InitConfiguration'),
      localAPIEndpoint: { advertiseAddress: address },
      nodeRegistration: { name: 'control-1', criSocket: 'unix:///run/containerd/containerd.sock' },
    },
    {
      ...kubeadmKind('ClusterConfiguration'),
      kubernetesVersion: version,
      etcd: { local: { serverCertSANs: etcd } },
    },
  ];
  return documents.map((document) => stringify(document)).join('---\n');
}

function kubeadmKind(kind: string): { readonly apiVersion: string; readonly kind: string } {
  return { apiVersion: 'kubeadm.k8s.io/v1beta4', kind };
}
