import { invalidValue, PlinthError } from '../../../core';
import type { VirtualIp } from '../load-balancer';
import { isHostName } from './host-name';

export interface EndpointProps {
  /** The port that clients dial. @default 8443 for a virtual address, 6443 for a load balancer */
  readonly port?: number;
}

/** Where clients reach the API server. It stands in certificates and in everybody's credentials, so it is hard to change. */
export class Endpoint {
  /**
   * An address that moves between the control hosts; on each of them haproxy listens beside the API server, and so on another port.
   *
   * `endpoint: VirtualIp.at('10.20.0.5')` is this with the port 8443.
   *
   * @throws PlinthError `invalid-value` for what is no port
   */
  static virtual(address: VirtualIp, { port = defaultPorts.virtual }: EndpointProps = {}): Endpoint {
    return new Endpoint('virtual-address', address.address, validPort(port), address);
  }

  /**
   * A load balancer that is there already: it passes connections through to port 6443 of the control hosts.
   *
   * @param host a name of DNS, or an address
   * @throws PlinthError `invalid-value` for what is no name, address or port
   */
  static loadBalancer(host: string, { port = defaultPorts.loadBalancer }: EndpointProps = {}): Endpoint {
    if (!isHostName(host)) {
      const detail = `The endpoint of the API is "${host}"; it is a name of DNS in lower case, or an address.`;
      throw PlinthError.of(
        invalidValue,
        detail,
        "Write the port apart: Endpoint.loadBalancer('api.example.com', { port: 443 }).",
      );
    }
    return new Endpoint('load-balancer', host, validPort(port), undefined);
  }

  readonly kind: 'virtual-address' | 'load-balancer';
  readonly host: string;
  readonly port: number;
  readonly virtualIp: VirtualIp | undefined;

  private constructor(kind: Endpoint['kind'], host: string, port: number, virtualIp: VirtualIp | undefined) {
    this.kind = kind;
    this.host = host;
    this.port = port;
    this.virtualIp = virtualIp;
  }
}

/**
 * haproxy must not want the port of the API server on the same host (https://github.com/kubernetes/kubeadm/issues/2472); 6443 is
 * the API server's own (https://kubernetes.io/docs/reference/networking/ports-and-protocols/).
 */
const defaultPorts = { virtual: 8443, loadBalancer: 6443 } as const;

function validPort(port: number): number {
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw PlinthError.of(
    invalidValue,
    `The port of the endpoint is ${String(port)}.`,
    'Write a port from 1 to 65535, or leave it out.',
  );
}
