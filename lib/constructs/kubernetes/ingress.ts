import type { IngressFacts } from '../../assembly';
import { Cidr } from '../../core';

export interface GatewayProps {
  /** The name of the Gateway object that routes attach to. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Its class. @default - not stated */
  readonly className?: string;
  /** Labels of the pods that carry the traffic, in the Gateway's namespace: policies must let them in. */
  readonly podLabels: Readonly<Record<string, string>>;
}

export interface NodePortsProps {
  /** The addresses of the load balancers, `10.20.0.11/32`: policies must let them in. */
  readonly from: readonly string[];
}

/** How the world comes into a cluster. */
export class Ingress {
  /** Through a Gateway that exists already: exposed services become HTTPRoutes of the Gateway API. */
  static gateway(props: GatewayProps): Ingress {
    const { name, namespace, className, podLabels } = props;
    return new Ingress({ kind: 'gateway', name, namespace, ...(className !== undefined && { className }), podLabels });
  }

  /**
   * Through load balancers that exist already and that lead to ports of nodes: exposed services get one each.
   *
   * @throws PlinthError `invalid-value` for what is no CIDR
   */
  static nodePorts(props: NodePortsProps): Ingress {
    return new Ingress({ kind: 'host-load-balancer', from: props.from.map((cidr) => Cidr.parse(cidr).toString()) });
  }

  readonly facts: IngressFacts;

  private constructor(facts: IngressFacts) {
    this.facts = facts;
  }
}
