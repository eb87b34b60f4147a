import { placedName, type Contribution, type HostPlace, type TlsConnectionSpec } from '../../../assembly';
import { placesOf, type Host } from '../../hosts';
import { contributeTlsConnection } from '../../pki';
import type { Authorities } from './authorities';
import type { ClusterSettings } from './cluster-settings';
import { certificateNames as names, certificateOn } from './certificate-names';
import { kubernetesPorts } from './paths';

/** Who dials the API server and etcd, by which names, and with which certificates. */
export function contributeConnections(into: Contribution, settings: ClusterSettings, authorities: Authorities): void {
  const { control, nodes, endpoint, bindPort } = settings;
  for (const host of control) {
    const to = (dials: readonly string[], port: number, client?: string): TlsConnectionSpec => ({
      ...{ dials, port, server: certificateOn(host.place, names.apiServer), trusts: authorities.kubernetes.name },
      ...(client !== undefined && { client, serverTrusts: authorities.kubernetes.name }),
    });
    const add = (who: string, spec: TlsConnectionSpec): void => {
      contributeTlsConnection(into, `${who} to kube-apiserver of ${host.name}`, spec);
    };
    for (const on of placesOf(nodes)) {
      const client = certificateOn(on, names.kubelet);
      add(placedName(on, 'kubelet'), to([endpoint.host], endpoint.port, client));
    }
    const service = 'kubernetes.default.svc';
    const inCluster = [service, `${service}.${settings.clusterDomain}`, settings.apiService];
    add('pods', to(inCluster, 443));
    // What runs on the same host goes straight to it: cmd/kubeadm/app/phases/kubeconfig/kubeconfig.go in Kubernetes.
    const on = placeOf(settings, host);
    add('controller manager', to([host.address], bindPort, certificateOn(on, names.controllerManager)));
    add('scheduler', to([host.address], bindPort, certificateOn(on, names.scheduler)));
    add('administrators', to([endpoint.host], endpoint.port, certificateOn(on, names.admin)));
    add('probes', to(['127.0.0.1'], bindPort));
    for (const name of settings.props.apiNames ?? []) add(name, to([name], endpoint.port));
  }
  contributeServing(into, settings, authorities.kubernetes.name);
  if (authorities.etcd) contributeEtcd(into, settings, authorities.etcd.name);
}

/** The place of what stands on all control hosts, as one of them has it. */
function placeOf({ control }: ClusterSettings, host: Host): HostPlace {
  return (
    placesOf(control).find(({ host: name, pool }) => pool === host.pool.name && (name ?? host.name) === host.name) ??
    host.place
  );
}

/** API servers ask kubelets, whose certificates are the cluster's only where they ask it for them. */
function contributeServing(into: Contribution, { nodes, control, props }: ClusterSettings, authority: string): void {
  if (props.kubelet?.serverTLSBootstrap !== true) return;
  for (const on of placesOf(control)) {
    for (const { name, address, place } of nodes) {
      contributeTlsConnection(into, `${placedName(on, names.kubeletClient)} to kubelet of ${name}`, {
        ...{ dials: [address], port: kubernetesPorts.kubelet, trusts: authority, serverTrusts: authority },
        server: certificateOn(place, names.kubeletServing),
        client: certificateOn(on, names.kubeletClient),
      });
    }
  }
}

/** Each API server asks the member on its own host; members ask each other. */
function contributeEtcd(into: Contribution, settings: ClusterSettings, authority: string): void {
  const trusts = { trusts: authority, serverTrusts: authority };
  for (const host of settings.control) {
    contributeTlsConnection(into, `kube-apiserver to etcd of ${host.name}`, {
      ...{ dials: ['127.0.0.1'], port: kubernetesPorts.etcdClient, ...trusts },
      server: certificateOn(host.place, names.etcdServer),
      client: certificateOn(placeOf(settings, host), names.etcdClient),
    });
    for (const other of settings.control.filter((one) => one !== host)) {
      contributeTlsConnection(into, `etcd of ${host.name} to ${other.name}`, {
        ...{ dials: [other.address], port: kubernetesPorts.etcdPeer, ...trusts },
        server: certificateOn(other.place, names.etcdPeer),
        client: certificateOn(host.place, names.etcdPeer),
      });
    }
  }
}
