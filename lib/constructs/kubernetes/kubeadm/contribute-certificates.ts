import type { Contribution, HostPlace } from '../../../assembly';
import { IpAddress } from '../../../core';
import { placesOf, type Host } from '../../hosts';
import type { Authorities } from './authorities';
import { apiServerNames } from './cluster-configuration';
import type { ClusterSettings } from './cluster-settings';
import { certificateNames } from './certificate-names';
import { contributeKubelets } from './contribute-kubelet-certificates';
import { etcdClientFiles } from './etcd-client-files';
import { kubernetesPaths } from './paths';

/** Credentials that hold a certificate, and for whom Kubernetes takes their bearer. */
const credentials = [
  { name: certificateNames.admin, file: 'admin.conf', commonName: 'kubernetes-admin', group: 'kubeadm:cluster-admins' },
  {
    name: certificateNames.controllerManager,
    file: 'controller-manager.conf',
    commonName: 'system:kube-controller-manager',
  },
  { name: certificateNames.scheduler, file: 'scheduler.conf', commonName: 'system:kube-scheduler' },
] as const;

const none = { kind: 'none' } as const;

/**
 * The certificates that kubeadm makes, with `kubeadm certs renew` makes anew, and that a kubelet gets from the cluster.
 *
 * https://kubernetes.io/docs/setup/best-practices/certificates/; names and usages: cmd/kubeadm/app/phases/certs/certlist.go.
 */
export function contributeCertificates(into: Contribution, settings: ClusterSettings, authorities: Authorities): void {
  const { kubernetes, frontProxy, etcd } = authorities;
  for (const authority of [kubernetes, frontProxy, ...(etcd ? [etcd] : [])]) authority.contribute(into);
  for (const host of settings.control) {
    kubernetes.issue(into, host.place, {
      name: certificateNames.apiServer,
      commonName: 'kube-apiserver',
      ...apiServerIdentity(settings, host),
      usages: ['serverAuth'],
      files: filesOf('apiserver', { authority: kubernetes.name, path: kubernetesPaths.authority }),
      effect: none,
    });
  }
  for (const on of placesOf(settings.control)) {
    kubernetes.issue(into, on, {
      name: certificateNames.kubeletClient,
      commonName: 'kube-apiserver-kubelet-client',
      usages: ['clientAuth'],
      files: filesOf('apiserver-kubelet-client'),
      effect: none,
    });
    frontProxy.issue(into, on, {
      name: certificateNames.frontProxy,
      commonName: 'front-proxy-client',
      usages: ['clientAuth'],
      files: filesOf('front-proxy-client'),
      effect: none,
    });
    contributeCredentials(into, on, authorities);
  }
  contributeEtcd(into, settings, authorities);
  contributeKubelets(into, settings, kubernetes.name);
}

/** By which names and addresses a control host's API server is dialled. */
function apiServerIdentity(
  settings: ClusterSettings,
  { name, address }: Host,
): { readonly dnsNames: readonly string[]; readonly addresses: readonly string[] } {
  const all = [...new Set([name, ...commonNames(settings), address])];
  return {
    dnsNames: all.filter((one) => !IpAddress.tryParse(one)),
    addresses: all.filter((one) => IpAddress.tryParse(one)),
  };
}

/** Those that all of them share. */
export function commonNames(settings: ClusterSettings): readonly string[] {
  const service = 'kubernetes.default.svc';
  const inCluster = ['kubernetes', 'kubernetes.default', service, `${service}.${settings.clusterDomain}`];
  return [...new Set([...inCluster, settings.apiService, settings.endpoint.host, ...apiServerNames(settings)])];
}

function filesOf(
  name: string,
  trusts?: { readonly authority: string; readonly path: string },
): { readonly certificate: string; readonly key: string; readonly user: string; readonly trusts?: typeof trusts } {
  const path = `${kubernetesPaths.pki}/${name}`;
  return { certificate: `${path}.crt`, key: `${path}.key`, user: 'root', ...(trusts && { trusts }) };
}

function contributeCredentials(into: Contribution, on: HostPlace, { kubernetes }: Authorities): void {
  for (const { name, file, commonName, ...more } of credentials) {
    const path = `/etc/kubernetes/${file}`;
    kubernetes.issue(into, on, {
      ...{ name, commonName, usages: ['clientAuth'] },
      ...('group' in more && { organization: more.group }),
      files: { certificate: path, key: path, trusts: { authority: kubernetes.name, path }, user: 'root' },
      effect: none,
    });
  }
}

function contributeEtcd(into: Contribution, settings: ClusterSettings, { etcd }: Authorities): void {
  if (!etcd) {
    for (const on of placesOf(settings.control)) {
      settings.props.etcd?.clientCertificate(into, on, {
        name: certificateNames.etcdClient,
        files: etcdClientFiles,
        // It reads them anew for each connection.
        effect: none,
      });
    }
    return;
  }
  const trusts = { authority: etcd.name, path: `${kubernetesPaths.pki}/etcd/ca.crt` };
  for (const { place, name, address } of settings.control) {
    for (const [kind, certificate] of [
      ['server', certificateNames.etcdServer],
      ['peer', certificateNames.etcdPeer],
    ] as const) {
      etcd.issue(into, place, {
        name: certificate,
        commonName: name,
        dnsNames: [name, 'localhost'],
        addresses: [address, '127.0.0.1', '::1'],
        usages: ['serverAuth', 'clientAuth'],
        files: filesOf(`etcd/${kind}`, trusts),
        effect: none,
      });
    }
  }
  for (const on of placesOf(settings.control)) {
    for (const [name, file] of [
      [certificateNames.etcdClient, 'apiserver-etcd-client'],
      ['kube-etcd-healthcheck-client', 'etcd/healthcheck-client'],
    ] as const) {
      etcd.issue(into, on, {
        ...{ name, commonName: name, usages: ['clientAuth'] },
        files: filesOf(file, trusts),
        effect: none,
      });
    }
  }
}
