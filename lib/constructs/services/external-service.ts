import type { Construct } from 'constructs';
import type { ComponentSpec, Contribution } from '../../assembly';
import { nameRule, type Report } from '../../core';
import { Component } from '../base';
import { componentPorts, PortOutputs, resolvePorts, type Ports, type ResolvedPort } from '../kubernetes';
import { externalProblems, reachable, type ExternalTarget } from './external-addresses';
import { contributeExternalFlows } from './external-flows';
import { addAlias, addEndpoints } from './external-objects';

export interface ExternalAddressesProps<P extends string> {
  /** Where it can be reached: `['10.1.2.3']`. */
  readonly addresses: readonly string[];
  /** Ports by name; a number for the service that differs from the container's is translated. */
  readonly ports: Ports<P>;
  /** Its name in the stack, which is dialled. @default - the construct's id */
  readonly name?: string;
}

export interface ExternalHostProps<P extends string> {
  /** The name to dial: `legacy.example.com`. */
  readonly host: string;
  /** Ports by name. */
  readonly ports: Ports<P>;
  /**
   * The addresses that the name can stand for, since policies know no names: `['203.0.113.0/24']`.
   *
   * @default - every public address, which has to be acknowledged
   */
  readonly cidrs?: readonly string[];
  /**
   * Whether it also gets a name in the cluster, a Service of type ExternalName, which is dialled then. TLS and HTTP see that
   * name instead of the real one, so most servers refuse it.
   *
   * @default false
   */
  readonly alias?: boolean;
  /** Its name in the stack. @default - the construct's id */
  readonly name?: string;
}

/** A system outside of the cluster that components dial: their policies let them out to it. `P` are the names of its ports. */
export class ExternalService<P extends string = never> extends Component {
  /** A system with fixed addresses. It gets a service in front of it, which spreads connections over the addresses. */
  static addresses<P extends string>(
    scope: Construct,
    id: string,
    props: ExternalAddressesProps<P>,
  ): ExternalService<P> {
    const { addresses, ports, name } = props;
    return new ExternalService<P>(scope, id, name, ports, { kind: 'addresses', addresses });
  }

  /** A system with a host name. Its consumers dial that name. */
  static host<P extends string>(scope: Construct, id: string, props: ExternalHostProps<P>): ExternalService<P> {
    const { host, ports, cidrs, alias = false, name } = props;
    return new ExternalService<P>(scope, id, name, ports, { kind: 'host', host, alias, ...(cidrs && { cidrs }) });
  }

  /** What others dial, by the name of the port. */
  readonly ports: { readonly [K in P]: PortOutputs };
  readonly #target: ExternalTarget;
  readonly #ports: readonly ResolvedPort[];

  private constructor(scope: Construct, id: string, name: string | undefined, ports: Ports<P>, target: ExternalTarget) {
    super(scope, id, { ...(name !== undefined && { name }) }, nameRule('Service'));
    this.#target = target;
    this.#ports = resolvePorts(ports);
    this.ports = this.#outputs();
    if (target.kind === 'addresses') addEndpoints(this, this.name, target.addresses, this.#ports);
    else if (target.alias) addAlias(this, this.name, target.host);
  }

  /** It does not run in the cluster. */
  get pods(): undefined {
    return undefined;
  }

  protected override contribute(into: Contribution): void {
    const cluster = this.stack.environment.tryCluster?.facts;
    const problems: readonly Report[] = externalProblems(this.title, this.#target, this.#ports);
    for (const { kind, detail, fix } of problems) into.finding(kind, detail, fix);
    contributeExternalFlows(into, this, reachable(this.#target, cluster));
  }

  protected override componentSpec(): ComponentSpec {
    const service = this.#target.kind === 'addresses' || this.#target.alias ? this.name : undefined;
    return {
      type: 'external-service',
      ports: componentPorts(this.#ports, service),
      readiness: { kind: 'none' },
      disruption: { kind: 'single' },
      procedures: { install: 'apply', update: 'apply', remove: 'delete' },
    };
  }

  #outputs(): { readonly [K in P]: PortOutputs } {
    const target = this.#target;
    const host = target.kind === 'host' && !target.alias ? target.host : undefined;
    const outputs = this.#ports.map(({ name, container, service, protocol }) => {
      // A name outside of the cluster translates no ports.
      const port = target.kind === 'host' ? container : service;
      const dialled = { owner: this, name, service: { name: this.name, port }, container, protocol };
      return [name, new PortOutputs({ ...dialled, ...(host !== undefined && { host }) })] as const;
    });
    return Object.fromEntries(outputs) as { readonly [K in P]: PortOutputs };
  }
}
