import type { Construct } from 'constructs';
import type { ClusterFacts, IngressFacts } from '../../assembly';
import { KubernetesObject } from '../base';
import type { Expose } from './expose';

/** A gateway that routes can attach to. */
type GatewayFacts = Extract<IngressFacts, { kind: 'gateway' }>;

const group = 'gateway.networking.k8s.io';

export interface RouteProps {
  /** The name of the component and of its service. */
  readonly name: string;
  readonly expose: Expose<string>;
  /** The port of the service, asked for when everything is known. */
  readonly servicePort: () => number;
  readonly cluster: () => ClusterFacts | undefined;
}

/** The gateway of a cluster, if it has one. */
function gatewayOf(cluster: ClusterFacts | undefined): GatewayFacts | undefined {
  return cluster?.ingress.kind === 'gateway' ? cluster.ingress : undefined;
}

/** Makes the HTTPRoute that leads a host name to a service, and the grant by which the gateway may read its certificate. */
export function addRoute(scope: Construct, props: RouteProps): void {
  const { name, expose, servicePort, cluster } = props;
  new KubernetesObject(scope, 'route', {
    apiVersion: `${group}/v1`,
    kind: 'HTTPRoute',
    name,
    body: () => {
      const gateway = gatewayOf(cluster());
      return {
        spec: {
          parentRefs: gateway
            ? [{ namespace: gateway.namespace, name: gateway.name, sectionName: expose.listener }]
            : [],
          hostnames: [expose.host],
          rules: [
            {
              matches: [{ path: { type: 'PathPrefix', value: expose.path } }],
              backendRefs: [{ name, port: servicePort() }],
            },
          ],
        },
      };
    },
  });
  const { certificate } = expose;
  if (!certificate) return;
  new KubernetesObject(scope, 'certificate-grant', {
    apiVersion: `${group}/v1`,
    kind: 'ReferenceGrant',
    name: `${name}-certificate`,
    body: () => ({
      spec: {
        from: [{ group, kind: 'Gateway', namespace: gatewayOf(cluster())?.namespace ?? '' }],
        to: [{ group: '', kind: 'Secret', name: certificate.name }],
      },
    }),
  });
}
