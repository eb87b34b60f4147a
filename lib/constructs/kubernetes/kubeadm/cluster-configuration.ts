import { Duration } from 'cdk8s';
import type { JsonObject } from '../../../core';
import type { ApiServer } from './api-server';
import type { ClusterSettings } from './cluster-settings';
import { apiServerArguments, apiServerVolumes, controllerManagerArguments, toArguments } from './component-arguments';
import { durationText } from './duration-text';
import { etcdClientFiles } from './etcd-client-files';
import { upstreamImages } from './kubernetes-lines';
import { kubernetesPaths } from './paths';

/**
 * What holds for the whole cluster. Every host gets the same.
 *
 * https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/#kubeadm-k8s-io-v1beta4-ClusterConfiguration
 */
export function clusterConfiguration(settings: ClusterSettings, release: string, apiServer: ApiServer): JsonObject {
  const { endpoint, images, podRange, serviceRange, clusterDomain } = settings;
  const { authority = Duration.days(3650), leaf = Duration.days(365) } = settings.props.lifetimes ?? {};
  return {
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    kind: 'ClusterConfiguration',
    kubernetesVersion: `v${release}`,
    controlPlaneEndpoint: hostPort(endpoint.host, endpoint.port),
    certificatesDir: kubernetesPaths.pki,
    caCertificateValidityPeriod: durationText(authority),
    certificateValidityPeriod: durationText(leaf),
    ...(images !== upstreamImages && { imageRepository: images }),
    networking: { podSubnet: podRange, serviceSubnet: serviceRange, dnsDomain: clusterDomain },
    etcd: etcdOf(settings),
    apiServer: {
      certSANs: apiServerNames(settings),
      extraArgs: [...apiServerArguments(settings, apiServer)],
      extraVolumes: [...apiServerVolumes(settings)],
    },
    controllerManager: { extraArgs: [...controllerManagerArguments(settings)] },
    scheduler: { extraArgs: [...toArguments({ profiling: 'false' })] },
  };
}

/** Names of the API server beside those that kubeadm finds itself: its host's, the endpoint's and those in the cluster. */
export function apiServerNames({ props }: ClusterSettings): readonly string[] {
  return [...new Set(['localhost', '127.0.0.1', ...(props.apiNames ?? [])])];
}

/** Addresses of the sixth version stand in brackets. */
export function hostPort(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}

function etcdOf({ props }: ClusterSettings): JsonObject {
  if (!props.etcd) return { local: { dataDir: '/var/lib/etcd' } };
  const { authority, certificate, key } = etcdClientFiles;
  return {
    external: { endpoints: [...props.etcd.urls], caFile: authority, certFile: certificate, keyFile: key },
  };
}
