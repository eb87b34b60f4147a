import { EdgeBook, Output, text, type EdgeKind, type EdgeRequest, type Protocol, type Text } from '../../../core';
import {
  consumerOf,
  environmentOf,
  stackOf,
  type Component,
  type Consumer,
  type Environment,
  type Exportable,
} from '../../base';

/** A port that others may dial. */
export interface DialledPort {
  readonly owner: Component;
  /** The name of the port. */
  readonly name: string;
  /** The service in front of it. */
  readonly service: { readonly name: string; readonly port: number };
  /** The name to dial wherever the consumer is, for what is outside of the cluster. @default - the service's */
  readonly host?: string;
  /** Where the process listens: what policies see. */
  readonly container: number;
  /** @default 'TCP' */
  readonly protocol?: Protocol;
  /** Whether its consumers wait until it is ready. @default 'calls' */
  readonly kind?: EdgeKind;
}

/** What a port offers to others. Consuming any of it is the edge, on this port. */
export class PortOutputs {
  /** The name to dial: the service's, with its namespace where the consumer is in another one. */
  readonly host: Output<string>;
  /** The number to dial: the service's, which need not be the container's. */
  readonly port: Output<number>;
  /** `host:port` */
  readonly address: Text;
  protected readonly dialled: DialledPort;
  readonly #edge: EdgeRequest;

  constructor(dialled: DialledPort, exported = false) {
    const { owner, name, service, container, protocol = 'TCP', kind = 'calls' } = dialled;
    this.dialled = dialled;
    this.#edge = {
      kind,
      target: owner,
      port: { name, number: container, protocol },
      ...(exported && { exported }),
    };
    const title = `${owner.title} ports.${name}`;
    this.host = new Output(`${title}.host`, this.#edge, (consumer) => {
      if (dialled.host !== undefined) return dialled.host;
      const { namespace } = stackOf(owner);
      return stackOf(consumer).namespace === namespace ? service.name : `${service.name}.${namespace}.svc`;
    });
    this.port = new Output(`${title}.port`, this.#edge, () => service.port);
    this.address = text`${this.host}:${this.port}`;
  }

  /** `scheme://host:port` and a path: cart.ports.http.url('http', '/api'). */
  url(scheme: string, path = ''): Text {
    return text`${scheme}://${this.address}${path}`;
  }

  /** Allows traffic without reading a value: for constructs that are not ours, or that know the name by other means. */
  allowFrom(...consumers: readonly Consumer[]): void {
    for (const consumer of consumers) {
      const construct = consumerOf(consumer);
      EdgeBook.of(construct).record({ ...this.#edge, consumer: construct });
    }
  }
}

/** A port of a service in this cluster. */
export class PortHandle extends PortOutputs implements Exportable<PortHandle> {
  /** Called by `environment.export(port)`: the port as other environments of the same cluster may use it. */
  exportedFrom(environment: Environment): PortHandle {
    return environmentOf(this.dialled.owner) === environment ? new PortHandle(this.dialled, true) : this;
  }
}
