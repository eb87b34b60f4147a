import { Duration } from 'cdk8s';
import { hostStack, placedName, plinthId, type Contribution, type HostPlace, type ResourceId } from '../../../assembly';
import { IpAddress } from '../../../core';
import { placesOf, type Host } from '../../hosts';
import { contributeCertificate } from '../../pki';
import type { Authorities } from './authorities';
import { apiServerNames } from './cluster-configuration';
import type { ClusterSettings } from './cluster-settings';
import { etcdClientFiles } from './etcd-client-files';
import { kubernetesPaths } from './paths';

export const certificateNames = {
  apiServer: 'kube-apiserver',
  kubeletClient: 'kube-apiserver-kubelet-client',
  frontProxy: 'front-proxy-client',
  kubelet: 'kubelet-client',
  etcdServer: 'etcd-server',
  etcdPeer: 'etcd-peer',
  etcdClient: 'kube-apiserver-etcd-client',
  admin: 'kubernetes-admin',
  controllerManager: 'kube-controller-manager',
  scheduler: 'kube-scheduler',
} as const;

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

/** kubelets have their certificates signed anew when 10 to 30 percent of the life is left: pkg/kubelet/certificate in Kubernetes. */
const kubeletRenewal = 0.3;

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
      organization: 'kubeadm:cluster-admins',
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
  contributeKubelets(into, settings, authorities);
}

/** By which names and addresses a control host's API server is dialled. */
export function apiServerIdentity(
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

/** The identity of a certificate that stands on each host of a place. */
export function certificateOn(on: HostPlace, name: string): ResourceId {
  return plinthId(hostStack, 'certificate', placedName(on, name));
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

function contributeKubelets(into: Contribution, { nodes, props }: ClusterSettings, { kubernetes }: Authorities): void {
  const { leaf = Duration.days(365) } = props.lifetimes ?? {};
  const current = '/var/lib/kubelet/pki/kubelet-client-current.pem';
  for (const on of placesOf(nodes)) {
    contributeCertificate(into, on, {
      name: certificateNames.kubelet,
      authority: kubernetes.name,
      // One request for all hosts of a pool: each puts its own name there.
      commonName: `system:node:${on.host ?? '<name of the host>'}`,
      organization: 'system:nodes',
      dnsNames: [],
      addresses: [],
      usages: ['clientAuth'],
      lifetimeDays: Math.max(1, Math.floor(leaf.toDays({ integral: false }))),
      renewBeforeDays: Math.floor(leaf.toDays({ integral: false }) * kubeletRenewal),
      owner: 'kubelet',
      files: {
        certificate: current,
        key: current,
        trusts: { authority: kubernetes.name, path: kubernetesPaths.authority },
        user: 'root',
      },
      effect: none,
    });
  }
}
