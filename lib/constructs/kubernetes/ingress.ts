import type { IngressFacts } from '../../assembly';

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

/** How the world comes into a cluster. */
export class Ingress {
  /** Through a Gateway that exists already: exposed services become HTTPRoutes of the Gateway API. */
  static gateway(props: GatewayProps): Ingress {
    const { name, namespace, className, podLabels } = props;
    return new Ingress({ kind: 'gateway', name, namespace, ...(className !== undefined && { className }), podLabels });
  }

  readonly facts: IngressFacts;

  private constructor(facts: IngressFacts) {
    this.facts = facts;
  }
}
