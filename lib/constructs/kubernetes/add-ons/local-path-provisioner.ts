import type { ResourceId } from '../../../assembly';
import type { JsonObject } from '../../../core';
import { addAccount, addRole, bind, layerStack, type AddOn, type Environment } from '../../base';
import type { HostPool } from '../../hosts';
import { addReleasedAddOn, lockedDown } from './add-on';
import { localPathData } from './local-path-config';

export interface LocalPathProps {
  /** Pools whose hosts keep data of pods: in the volumes that they declare, or in a folder where they declare none. */
  readonly pools: () => readonly HostPool[];
  /** The image by digest, where somebody has it. @default - upstream's, by the tag of its release */
  readonly image?: string;
  /** The image of the pods that make and remove folders; it needs a shell. @default - the one that the provisioner is built with */
  readonly helperImage?: string;
  /** The component that must be there before objects can be applied. */
  readonly controlPlane: () => ResourceId;
}

const name = 'local-path-provisioner';
const config = 'local-path-config';

/** The class of storage that it serves. */
const storageClass = 'local-path';

/** https://github.com/rancher/local-path-provisioner/blob/v0.0.30/main.go (DefaultHelperImage) */
const defaultHelperImage = 'docker.io/rancher/library-busybox:1.32.1';

/** Adds local-path-provisioner, which makes a folder for each claim on the host that its pod comes to. */
export function addLocalPathProvisioner(environment: Environment, props: LocalPathProps): AddOn {
  const { pools, helperImage = defaultHelperImage, controlPlane } = props;
  const stack = layerStack(environment, 'local-path-storage', { podSecurity: 'privileged' });
  stack.acknowledge('pod-security-level', 'Pods of local-path-provisioner make and remove folders of their node.');
  const { addOn, image, labels } = addReleasedAddOn(stack, name, {
    ...{ kind: 'Deployment', controlPlane, image: props.image },
    disruption: () => ({ kind: 'single' }),
    images: [{ image: helperImage, use: 'helper pods' }],
  });
  addPermissions(addOn);
  addOn.add({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: config,
    body: () => ({ data: localPathData(pools(), helperImage) }),
  });
  addOn.add({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    name: storageClass,
    annotations: () => ({ 'storageclass.kubernetes.io/is-default-class': 'true' }),
    body: () => ({
      provisioner: 'rancher.io/local-path',
      // Which host has the folder is known once the pod has a host.
      volumeBindingMode: 'WaitForFirstConsumer',
      reclaimPolicy: environment.tier === 'production' ? 'Retain' : 'Delete',
    }),
  });
  addOn.add({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name,
    body: () => deployment({ labels, image: image(), helperImage }),
  });
  return addOn;
}

interface DeploymentProps {
  readonly labels: Readonly<Record<string, string>>;
  readonly image: string;
  readonly helperImage: string;
}

function deployment({ labels, image, helperImage }: DeploymentProps): JsonObject {
  const command = [name, 'start', '--config', '/etc/config/config.json', '--service-account-name', name];
  return {
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      strategy: { type: 'Recreate' },
      template: {
        // It reads a change of its hosts by itself, and the image of its helpers stands in its command.
        metadata: { labels },
        spec: {
          enableServiceLinks: false,
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          serviceAccountName: name,
          securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              name,
              image,
              command: [...command, '--helper-image', helperImage],
              env: [
                { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
                { name: 'CONFIG_MOUNT_PATH', value: '/etc/config/' },
              ],
              resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '128Mi' } },
              securityContext: { ...lockedDown, runAsUser: 65534 },
              volumeMounts: [{ name: 'config', mountPath: '/etc/config/' }],
            },
          ],
          volumes: [{ name: 'config', configMap: { name: config } }],
        },
      },
    },
  };
}

/** https://github.com/rancher/local-path-provisioner/blob/v0.0.30/deploy/local-path-storage.yaml */
function addPermissions(addOn: AddOn): void {
  const [read, write] = [
    ['get', 'list', 'watch'],
    ['create', 'patch', 'update', 'delete'],
  ];
  addAccount(addOn);
  addRole(addOn, 'Role', name, [{ apiGroups: [''], resources: ['pods'], verbs: [...read, ...write] }]);
  addRole(addOn, 'ClusterRole', name, [
    {
      apiGroups: [''],
      resources: ['nodes', 'persistentvolumeclaims', 'configmaps', 'pods', 'pods/log'],
      verbs: read,
    },
    { apiGroups: [''], resources: ['persistentvolumes'], verbs: [...read, ...write] },
    { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
    { apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: read },
  ]);
  bind(addOn, { kind: 'RoleBinding', name, role: { kind: 'Role', name } });
  bind(addOn, { kind: 'ClusterRoleBinding', name, role: { name } });
}
