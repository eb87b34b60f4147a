import type { ResourceId } from '../../../assembly';
import { gatewayApi } from '../../../kube-api';
import { addAccount, addRole, bind, layerStack, type AddOn, type Environment } from '../../base';
import { addReleasedAddOn } from './add-on';
import { listenerManifests, reportListenerClashes, type GatewayCertificate } from './gateway-listeners';
import { traefikPod, traefikPorts } from './traefik-pod';

export interface TraefikProps {
  /** The Gateway's name; its namespace is `traefik`, and so is its class. */
  readonly gateway: string;
  /** The ports of every node that lead to its listeners. */
  readonly nodePorts: { readonly http: number; readonly https: number };
  /** What https listeners end encryption with, asked for when everything is known. Without any there is no such listener. */
  readonly certificates: () => readonly GatewayCertificate[];
  /** How many nodes run it. */
  readonly nodes: () => number;
  /** The image by digest, where somebody has it. @default - upstream's, by the tag of its release */
  readonly image?: string | undefined;
  /** The component that must be there before objects can be applied. */
  readonly controlPlane: () => ResourceId;
}

const name = 'traefik';
const gatewayGroup = 'gateway.networking.k8s.io';

/**
 * It begins when it has read all of them: where the cluster lacks a single kind, it never takes a route.
 *
 * Source: https://github.com/traefik/traefik/blob/v3.6.12/pkg/provider/kubernetes/gateway/client.go (WatchAll)
 */
const watched = ['backendtlspolicies', 'gatewayclasses', 'gateways', 'grpcroutes', 'httproutes', 'referencegrants'];

/** Adds Traefik with the Gateway API: on every node that takes pods, behind two ports of nodes. */
export function addTraefik(environment: Environment, props: TraefikProps): AddOn {
  const { gateway, nodePorts, certificates, nodes, controlPlane } = props;
  const stack = layerStack(environment, name, { podSecurity: 'restricted' });
  const { addOn, image, labels } = addReleasedAddOn(stack, name, {
    ...{ kind: 'DaemonSet', controlPlane, image: props.image },
    disruption: () => ({ kind: 'max-unavailable', members: nodes(), maxUnavailable: 1 }),
    ports: (['http', 'https'] as const).map((port) => ({
      ...{ name: port, number: traefikPorts[port], protocol: 'TCP' },
      service: { name, port: traefikPorts[port] },
    })),
    watches: watched.map((kind) => `${kind}.${gatewayGroup}`),
    contribute: (into) => {
      into.version('gateway-api', [gatewayApi().version]);
      reportListenerClashes(into, certificates());
    },
  });
  addPermissions(addOn);
  addOn.add({
    apiVersion: `${gatewayGroup}/v1`,
    kind: 'GatewayClass',
    name,
    body: () => ({ spec: { controllerName: 'traefik.io/gateway-controller' } }),
  });
  addOn.add({
    apiVersion: `${gatewayGroup}/v1`,
    kind: 'Gateway',
    name: gateway,
    body: () => ({ spec: { gatewayClassName: name, listeners: listenerManifests(traefikPorts, certificates()) } }),
  });
  addOn.add({
    apiVersion: 'v1',
    kind: 'Service',
    name,
    body: () => ({
      spec: {
        type: 'NodePort',
        // Clients keep their addresses, and a node without a ready pod says so by not answering.
        externalTrafficPolicy: 'Local',
        selector: labels,
        ports: (['http', 'https'] as const).map((port) => ({
          ...{ name: port, protocol: 'TCP', port: traefikPorts[port], targetPort: port },
          nodePort: nodePorts[port],
        })),
      },
    }),
  });
  addOn.add({ apiVersion: 'apps/v1', kind: 'DaemonSet', name, body: () => traefikPod(labels, image()) });
  return addOn;
}

/** https://github.com/traefik/traefik/blob/v3.6.12/docs/content/reference/dynamic-configuration/kubernetes-gateway-rbac.yml */
function addPermissions(addOn: AddOn): void {
  const kinds = [
    ...['gatewayclasses', 'gateways', 'httproutes', 'grpcroutes'],
    ...['tcproutes', 'tlsroutes', 'referencegrants', 'backendtlspolicies'],
  ];
  addAccount(addOn);
  addRole(addOn, 'ClusterRole', name, [
    { apiGroups: [''], resources: ['namespaces'], verbs: ['list', 'watch'] },
    { apiGroups: [''], resources: ['services', 'secrets', 'configmaps'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
    { apiGroups: [gatewayGroup], resources: kinds, verbs: ['get', 'list', 'watch'] },
    { apiGroups: [gatewayGroup], resources: kinds.map((kind) => `${kind}/status`), verbs: ['update'] },
  ]);
  bind(addOn, { kind: 'ClusterRoleBinding', name, role: { name } });
}
