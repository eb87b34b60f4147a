import type { FlannelSpec } from '../../../assembly';
import type { JsonObject } from '../../../core';
import { addAccount, addRole, bind, type AddOn } from '../../base';
import { flannelDaemonSet } from './daemon-set';
import { conflist, netConf } from './net-conf';
import { flannelImages, flannelRelease, newestFlannel } from './versions';
import type { FlannelImages } from './props';
import type { NetworkAttachment } from '../network-attachment';

export interface FlannelObjectsProps {
  readonly attached: () => NetworkAttachment | undefined;
  /** Undefined while no cluster has the network. */
  readonly spec: () => FlannelSpec | undefined;
  readonly images: FlannelImages;
}

/** The objects by which flannel runs in Kubernetes; their bodies are asked for when all is known. */
export function addFlannelObjects(addOn: AddOn, { attached, spec, images }: FlannelObjectsProps): void {
  const data = (): Readonly<Record<string, string>> => ({
    'cni-conf.json': text(spec(), conflist),
    'net-conf.json': text(spec(), netConf),
  });
  addAccount(addOn);
  addRole(addOn, 'ClusterRole', addOn.name, rules);
  bind(addOn, { kind: 'ClusterRoleBinding', name: addOn.name, role: { name: addOn.name } });
  addOn.add({ apiVersion: 'v1', kind: 'ConfigMap', name: 'kube-flannel-cfg', body: () => ({ data: data() }) });
  addOn.add({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    name: 'kube-flannel-ds',
    body: () => {
      const { release, plugin } = flannelRelease(spec()?.release ?? newestFlannel.release);
      return flannelDaemonSet({
        data: data(),
        api: attached()?.api,
        serviceAccount: addOn.name,
        flannel: images.flannel ?? `${flannelImages.flannel}:v${release}`,
        plugin: images.plugin ?? `${flannelImages.plugin}:v${plugin}`,
      });
    },
  });
}

/** What flannel asks of the API: https://github.com/flannel-io/flannel/blob/v0.28.9/Documentation/kube-flannel.yml */
const rules: readonly JsonObject[] = [
  { apiGroups: [''], resources: ['pods'], verbs: ['get'] },
  { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: [''], resources: ['nodes/status'], verbs: ['patch'] },
];

/** Nothing while no cluster has the network, which is reported. */
function text(spec: FlannelSpec | undefined, file: (spec: FlannelSpec) => JsonObject): string {
  return spec ? `${JSON.stringify(file(spec), undefined, 2)}\n` : '';
}
