import { KubernetesObject, type Component } from '../base';
import type { ResolvedPort } from '../kubernetes';

/**
 * The Service by which load balancers on hosts reach a component: a port of every node that runs a pod of it.
 *
 * A node without one refuses, so the load balancers find those that have one, and pods see whose address it is.
 */
export function addExposedService(
  component: Component,
  port: ResolvedPort,
  nodePort: number,
  selector: () => Readonly<Record<string, string>>,
): void {
  const { name, protocol, service, appProtocol } = port;
  new KubernetesObject(component, 'service-exposed', {
    apiVersion: 'v1',
    kind: 'Service',
    name: `${component.name}-exposed`,
    body: () => ({
      spec: {
        type: 'NodePort',
        externalTrafficPolicy: 'Local',
        selector: { ...selector() },
        ports: [
          {
            ...{ name, protocol },
            ...(appProtocol !== undefined && { appProtocol }),
            ...{ port: service, targetPort: name, nodePort },
          },
        ],
      },
    }),
  });
}
