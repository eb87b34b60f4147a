import type { Construct } from 'constructs';
import type { JsonObject } from '../../../core';
import { KubernetesObject } from '../../base';
import type { ResolvedPort } from './ports';

export interface ServiceObjectProps {
  readonly name: string;
  readonly selector: () => Readonly<Record<string, string>>;
  readonly ports: readonly ResolvedPort[];
  /** Gives the addresses of the pods instead of one of its own. @default false */
  readonly headless?: boolean;
  /** Lists pods also before they are ready, for members that must find each other to become so. @default false */
  readonly publishNotReady?: boolean;
  /** Labels besides the stack's. @default - none */
  readonly labels?: () => Readonly<Record<string, string>>;
}

/** Makes a Service. Target ports are named, so that a changed container port does not cut off pods that still run. */
export function addService(scope: Construct, id: string, props: ServiceObjectProps): KubernetesObject {
  const { name, selector, ports, headless = false, publishNotReady = false, labels } = props;
  return new KubernetesObject(scope, id, {
    apiVersion: 'v1',
    kind: 'Service',
    name,
    ...(labels && { labels }),
    body: () => ({
      spec: {
        type: 'ClusterIP',
        ...(headless && { clusterIP: 'None' }),
        selector: { ...selector() },
        ports: ports.map(servicePort),
        ...(publishNotReady && { publishNotReadyAddresses: true }),
      },
    }),
  });
}

function servicePort({ name, service, protocol, appProtocol }: ResolvedPort): JsonObject {
  return { name, protocol, ...(appProtocol !== undefined && { appProtocol }), port: service, targetPort: name };
}
