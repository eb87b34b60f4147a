import type { Construct } from 'constructs';
import type { ComponentPods, ComponentSpec, Contribution, Manifest, NetworkFlowSpec } from '../../../lib/assembly';
import { Component, Environment, selectorLabels, type ComponentProps } from '../../../lib/constructs/base';
import { dnsLabel, Output, type EdgeRequest, type Protocol } from '../../../lib/core';
import { synthesized } from '../../assembly/synthesize/program';

interface ExampleProps extends ComponentProps {
  readonly flows?: Readonly<Record<string, NetworkFlowSpec>>;
  /** Something outside of the cluster, without pods. */
  readonly outside?: boolean;
}

/** The smallest component: pods by name, and ports that others may dial. */
export class Example extends Component {
  readonly #props: ExampleProps;

  constructor(scope: Construct, id: string, props: ExampleProps = {}) {
    super(scope, id, props, dnsLabel);
    this.#props = props;
  }

  get pods(): ComponentPods | undefined {
    if (this.#props.outside) return undefined;
    return { namespace: this.stack.namespace, labels: selectorLabels(this.name) };
  }

  /** Where the process listens, as an output. */
  port(number: number, more: Partial<EdgeRequest> = {}, protocol: Protocol = 'TCP'): Output<number> {
    const edge: EdgeRequest = { kind: 'calls', target: this, port: { name: 'main', number, protocol }, ...more };
    return new Output(`${this.title} ports.main.port`, edge, () => number);
  }

  protected override componentSpec(): ComponentSpec {
    const { pods } = this;
    return {
      type: 'microservice',
      ...(pods && { pods }),
      ports: [],
      readiness: { kind: 'none' },
      disruption: { kind: 'single' },
      procedures: { install: 'apply', update: 'rolling-restart', remove: 'delete' },
    };
  }

  protected override contribute(into: Contribution): void {
    for (const [name, spec] of Object.entries(this.#props.flows ?? {})) into.flow(name, spec);
  }
}

/** The policies of an environment by `<stack>/<name>`, without those that isolate a namespace. */
export function policiesOf(construct: Construct): Readonly<Record<string, unknown>> {
  const policies = manifestsOf(construct).filter(({ kind }) => kind === 'NetworkPolicy');
  const named = policies.map((one) => {
    const { name, namespace } = one.metadata as { readonly name: string; readonly namespace: string };
    return [`${namespace}/${name}`, one['spec']] as const;
  });
  return Object.fromEntries(named.filter(([name]) => !/\/(default-deny|allow-dns)$/.test(name)));
}

/** All objects of an environment, in the order of their identities. */
export function manifestsOf(construct: Construct): readonly Manifest[] {
  return Object.values(synthesized(Environment.of(construct)).assembly.resources).flatMap((resource) =>
    resource.kind === 'object' ? [resource.spec] : [],
  );
}
