import type { Construct } from 'constructs';
import { IpAddress } from '../../core';
import { KubernetesObject } from '../base';
import type { ResolvedPort } from '../kubernetes';

/** A service without pods, and the addresses behind it. */
export function addEndpoints(
  scope: Construct,
  name: string,
  addresses: readonly string[],
  ports: readonly ResolvedPort[],
): void {
  new KubernetesObject(scope, 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    name,
    body: () => ({
      spec: {
        type: 'ClusterIP',
        ports: ports.map(({ name: port, protocol, service, container, appProtocol }) => ({
          name: port,
          protocol,
          ...(appProtocol !== undefined && { appProtocol }),
          port: service,
          targetPort: container,
        })),
      },
    }),
  });
  // A slice holds addresses of one family.
  for (const family of [4, 6] as const) {
    const own = addresses
      .flatMap((text) => IpAddress.tryParse(text) ?? [])
      .filter((address) => address.family === family);
    if (own.length > 0) addSlice(scope, name, family, own, ports);
  }
}

function addSlice(
  scope: Construct,
  service: string,
  family: 4 | 6,
  addresses: readonly IpAddress[],
  ports: readonly ResolvedPort[],
): void {
  new KubernetesObject(scope, `endpoints-ipv${String(family)}`, {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    name: `${service}-ipv${String(family)}`,
    labels: () => ({
      'kubernetes.io/service-name': service,
      // Without a name of its own, the controllers of Kubernetes take the slice for theirs.
      'endpointslice.kubernetes.io/managed-by': 'plinth',
    }),
    body: () => ({
      addressType: family === 4 ? 'IPv4' : 'IPv6',
      endpoints: addresses.map((address) => ({ addresses: [address.toString()] })),
      ports: ports.map(({ name, protocol, container, appProtocol }) => ({
        name,
        protocol,
        port: container,
        ...(appProtocol !== undefined && { appProtocol }),
      })),
    }),
  });
}

/** A name in the cluster for a host name outside of it. */
export function addAlias(scope: Construct, name: string, host: string): void {
  new KubernetesObject(scope, 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    name,
    body: () => ({ spec: { type: 'ExternalName', externalName: host } }),
  });
}
