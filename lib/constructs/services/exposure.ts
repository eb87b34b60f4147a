import { plinthId, type Contribution } from '../../assembly';
import { nearestName, type Report } from '../../core';
import { gatewayApi } from '../../kube-api';
import type { Component } from '../base';
import type { ResolvedPort } from '../kubernetes';
import type { Expose } from './expose';
import { exposedBefore } from './exposed-hosts';
import { exposePort, exposeTaken, exposeWithoutIngress } from './findings';
import { gatewayOf } from './http-route';

/** The port that is exposed: the one that is named, or the only one. */
export function exposedPort(expose: Expose<string>, ports: readonly ResolvedPort[]): ResolvedPort | undefined {
  return expose.port === undefined && ports.length === 1 ? ports[0] : ports.find(({ name }) => name === expose.port);
}

/** Lets the gateway's pods in, and names the release of the Gateway API that the route is written for. */
export function contributeExposure(
  into: Contribution,
  component: Component,
  expose: Expose<string>,
  port: ResolvedPort | undefined,
): void {
  const gateway = gatewayOf(component.stack.environment.tryCluster?.facts);
  if (!gateway || !port) return;
  into.version('gateway-api', [gatewayApi().version]);
  if (expose.certificate) into.secret(expose.certificate);
  const address = `${expose.scheme}://${expose.host}${expose.path}`;
  into.flow(`${component.name}-exposed`, {
    from: {
      kind: 'pods',
      name: `gateway ${gateway.namespace}/${gateway.name}`,
      namespaceLabels: { 'kubernetes.io/metadata.name': gateway.namespace },
      podLabels: gateway.podLabels,
    },
    to: { kind: 'component', id: plinthId(component.stack.node.id, 'component', component.name) },
    ports: [{ number: port.container, protocol: port.protocol }],
    reason: `exposed as ${address}`,
    exposes: [address],
  });
}

/** A port that cannot be exposed, a cluster without a way in, and an address that is taken. */
export function exposeProblems(
  component: Component,
  expose: Expose<string>,
  ports: readonly ResolvedPort[],
): readonly Report[] {
  const address = `${expose.scheme}://${expose.host}${expose.path}`;
  const { environment } = component.stack;
  const problems = [...portProblems(expose, ports, address)];
  if (environment.tryCluster && !gatewayOf(environment.tryCluster.facts)) {
    problems.push({
      kind: exposeWithoutIngress,
      detail: `It is exposed as ${address}; the cluster "${environment.tryCluster.node.path}" is declared without a gateway.`,
      fix: 'Describe it: ingress: Ingress.gateway({ name, namespace, podLabels }), or leave `expose` out.',
    });
  }
  const other = exposedBefore(component, expose);
  if (other) {
    problems.push({
      kind: exposeTaken,
      detail: `It is exposed as ${address}, and so is "${other.title}" of the environment "${other.stack.environment.name}": the gateway would lead requests to one of them.`,
      fix: 'Give one of them another host or path.',
    });
  }
  return problems;
}

function portProblems(expose: Expose<string>, ports: readonly ResolvedPort[], address: string): readonly Report[] {
  const names = ports.map(({ name }) => name);
  const problem = (detail: string, fix: string): readonly Report[] => [{ kind: exposePort, detail, fix }];
  const port = exposedPort(expose, ports);
  if (port && port.protocol !== 'TCP') {
    return problem(
      `${address} leads to the port "${port.name}", which is ${port.protocol}; HTTP is not.`,
      'Name a TCP port.',
    );
  }
  if (port) return [];
  if (names.length === 0) {
    return problem(`It is exposed as ${address} and has no ports.`, 'Declare one: ports: { http: 8080 }.');
  }
  const list = names.map((name) => `"${name}"`).join(', ');
  if (expose.port === undefined) {
    return problem(
      `It is exposed as ${address} and has the ports ${list}.`,
      `Name one of them: { port: '${names[0] ?? ''}' }.`,
    );
  }
  const nearest = nearestName(expose.port, names);
  return problem(
    `It is exposed as ${address} at the port "${expose.port}"; declared are ${list}.`,
    nearest === undefined ? `Name one of them: { port: '${names[0] ?? ''}' }.` : `Did you mean "${nearest}"?`,
  );
}
