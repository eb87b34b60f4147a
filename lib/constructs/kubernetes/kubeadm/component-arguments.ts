import type { JsonObject } from '../../../core';
import type { ApiServer } from './api-server';
import type { ClusterSettings } from './cluster-settings';
import { durationText } from './duration-text';
import { volumePlugins } from './kubelet-configuration';
import { kubernetesPaths, plinthPaths } from './paths';

/** A list, as the same argument may stand several times: https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/ */
export type ComponentArguments = readonly { readonly name: string; readonly value: string }[];

/** What the API server is told beside what kubeadm tells it. */
export function apiServerArguments({ props }: ClusterSettings, byHand: ApiServer): ComponentArguments {
  const { audit = true, encryptionAtRest = true, kubelet = {} } = props;
  return withOthers(
    {
      'admission-control-config-file': plinthPaths.admission,
      ...(audit && {
        'audit-log-maxage': '30',
        'audit-log-maxbackup': '10',
        'audit-log-maxsize': '100',
        'audit-log-path': `${kubernetesPaths.auditLog}/audit.log`,
        'audit-policy-file': plinthPaths.audit,
      }),
      ...(encryptionAtRest && { 'encryption-provider-config': plinthPaths.encryption }),
      // Only then are their certificates those of the cluster's authority.
      ...(kubelet.serverTLSBootstrap === true && { 'kubelet-certificate-authority': kubernetesPaths.authority }),
      profiling: 'false',
    },
    byHand,
  );
}

function withOthers(own: Readonly<Record<string, string>>, byHand: ApiServer): ComponentArguments {
  const all = { ...own, ...Object.fromEntries(byHand.all.map(({ name, value }) => [name, value])) };
  return toArguments(all);
}

/** What the controller manager is told beside what kubeadm tells it. */
export function controllerManagerArguments(settings: ClusterSettings): ComponentArguments {
  const { props, nodePrefix } = settings;
  const plugins = volumePlugins(settings);
  const leaf = props.lifetimes?.leaf;
  return toArguments({
    // Where flannel gives out the parts itself nobody else does.
    ...(props.network.allocatesNodeRanges
      ? { 'node-cidr-mask-size': String(nodePrefix) }
      : { 'allocate-node-cidrs': 'false' }),
    ...(leaf && { 'cluster-signing-duration': durationText(leaf) }),
    ...(plugins !== undefined && { 'flex-volume-plugin-dir': plugins }),
    profiling: 'false',
  });
}

export function toArguments(all: Readonly<Record<string, string>>): ComponentArguments {
  return Object.entries(all)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value }));
}

/** What of its host the API server sees. */
export function apiServerVolumes({ props }: ClusterSettings): readonly JsonObject[] {
  const { audit = true, encryptionAtRest = true } = props;
  const file = (name: string, path: string): JsonObject => {
    return { name, hostPath: path, mountPath: path, readOnly: true, pathType: 'File' };
  };
  const log = kubernetesPaths.auditLog;
  return [
    file('plinth-admission', plinthPaths.admission),
    ...(audit
      ? [
          file('plinth-audit-policy', plinthPaths.audit),
          { name: 'plinth-audit-log', hostPath: log, mountPath: log, readOnly: false, pathType: 'DirectoryOrCreate' },
        ]
      : []),
    ...(encryptionAtRest ? [file('plinth-encryption', plinthPaths.encryption)] : []),
  ];
}
