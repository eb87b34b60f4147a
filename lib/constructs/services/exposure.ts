import { plinthId, type Contribution, type FlowPeer, type IngressFacts } from '../../assembly';
import { nearestName, type Report } from '../../core';
import { gatewayApi } from '../../kube-api';
import type { Component } from '../base';
import type { ResolvedPort } from '../kubernetes';
import type { Expose } from './expose';
import { exposedBefore, nodePortBefore } from './exposed-before';
import { exposePort, exposeTaken, exposeWithoutIngress, nodePortInvalid } from './findings';
import { isNodePort, nodePortOf } from './node-port';

/** The port that is exposed: the one that is named, or the only one. */
export function exposedPort(expose: Expose<string>, ports: readonly ResolvedPort[]): ResolvedPort | undefined {
  return expose.port === undefined && ports.length === 1 ? ports[0] : ports.find(({ name }) => name === expose.port);
}

/** Lets in whoever carries the world's traffic, and names the release of the Gateway API that a route is written for. */
export function contributeExposure(
  into: Contribution,
  component: Component,
  expose: Expose<string>,
  port: ResolvedPort | undefined,
): void {
  const ingress = component.stack.environment.tryCluster?.facts.ingress;
  if (!ingress || ingress.kind === 'none' || !port) return;
  if (ingress.kind === 'gateway') {
    into.version('gateway-api', [gatewayApi().version]);
    if (expose.certificate) into.secret(expose.certificate);
  }
  const address = `${expose.scheme}://${expose.host}${expose.path}`;
  for (const [name, from] of carriers(component.name, ingress)) {
    into.flow(name, {
      from,
      to: { kind: 'component', id: plinthId(component.stack.node.id, 'component', component.name) },
      ports: [{ number: port.container, protocol: port.protocol }],
      reason: `exposed as ${address}`,
      exposes: [address],
    });
  }
}

/** Who carries the world's traffic to the pods: those of a gateway, or load balancers on hosts by their own addresses. */
function carriers(component: string, ingress: IngressFacts): readonly (readonly [string, FlowPeer])[] {
  switch (ingress.kind) {
    case 'none':
      return [];
    case 'gateway': {
      const { namespace, name, podLabels } = ingress;
      const namespaceLabels = { 'kubernetes.io/metadata.name': namespace };
      const from: FlowPeer = { kind: 'pods', name: `gateway ${namespace}/${name}`, namespaceLabels, podLabels };
      return [[`${component}-exposed`, from]];
    }
    case 'host-load-balancer':
      return ingress.from.map((cidr) => [`${component}-exposed-${cidr.replace(/\/\d+$/, '')}`, { kind: 'cidr', cidr }]);
  }
}

/** A port that cannot be exposed, a cluster without a way in, and an address that is taken. */
export function exposeProblems(
  component: Component,
  expose: Expose<string>,
  ports: readonly ResolvedPort[],
): readonly Report[] {
  const address = `${expose.scheme}://${expose.host}${expose.path}`;
  const cluster = component.stack.environment.tryCluster;
  const problems = [...portProblems(expose, ports, address), ...nodePortProblems(component, expose)];
  if (cluster?.facts.ingress.kind === 'none') {
    problems.push({
      kind: exposeWithoutIngress,
      detail: `It is exposed as ${address}; the cluster "${cluster.node.path}" is declared without a way in.`,
      fix: 'Describe it: ingress: HostLoadBalancer.on(hosts) or Ingress.gateway({ name, namespace, podLabels }), or leave `expose` out.',
    });
  }
  const other = exposedBefore(component)?.component;
  if (other) {
    problems.push({
      kind: exposeTaken,
      detail: `It is exposed as ${address}, and so is "${other.title}" of the environment "${other.stack.environment.name}": requests would be led to one of them.`,
      fix: 'Give one of them another host or path.',
    });
  }
  return problems;
}

/** Only load balancers on hosts go by ports of nodes. */
function nodePortProblems(component: Component, expose: Expose<string>): readonly Report[] {
  const problem = (detail: string, fix: string): readonly Report[] => [{ kind: nodePortInvalid, detail, fix }];
  const cluster = component.stack.environment.tryCluster;
  if (cluster?.facts.ingress.kind !== 'host-load-balancer') {
    if (expose.nodePort === undefined || cluster?.facts.ingress.kind !== 'gateway') return [];
    return problem(
      `nodePort is ${String(expose.nodePort)}; the world comes into the cluster "${cluster.node.path}" by a gateway, which uses none.`,
      'Leave nodePort out.',
    );
  }
  const port = nodePortOf(component, expose.nodePort);
  const other = nodePortBefore(component)?.component;
  if (!isNodePort(port)) {
    return problem(
      `nodePort is ${String(port)}; the API server gives ports from 30000 to 32767.`,
      'Choose one of them, or leave it out: then it follows from the name.',
    );
  }
  if (!other) return [];
  return problem(
    `It would have the node port ${String(port)}, and so has "${other.title}" of the environment "${other.stack.environment.name}".`,
    `Give one of them a port of its own: Expose.${expose.scheme}('${expose.host}', { nodePort: ${String(port === 32_767 ? 30_000 : port + 1)} }).`,
  );
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
