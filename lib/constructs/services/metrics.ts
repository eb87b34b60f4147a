import { plinthId, type Contribution } from '../../assembly';
import type { Report } from '../../core';
import type { Component } from '../base';
import type { ResolvedPort } from '../kubernetes';
import { metricsPort } from './findings';

/** Lets the cluster's monitoring reach the port of the metrics. */
export function contributeMetrics(
  into: Contribution,
  component: Component,
  name: string,
  ports: readonly ResolvedPort[],
): void {
  const monitoring = component.stack.environment.tryCluster?.facts.monitoring;
  const port = ports.find((one) => one.name === name);
  if (!monitoring || !port) return;
  into.flow(`${component.name}-metrics`, {
    from: {
      kind: 'pods',
      name: `monitoring ${monitoring.namespace}`,
      namespaceLabels: { 'kubernetes.io/metadata.name': monitoring.namespace },
      podLabels: monitoring.podLabels,
    },
    to: { kind: 'component', id: plinthId(component.stack.node.id, 'component', component.name) },
    ports: [{ number: port.container, protocol: port.protocol }],
    reason: `metrics at the port ${name}`,
  });
}

/** A port that is not there, or a cluster in which nothing scrapes. */
export function metricsProblems(component: Component, name: string, ports: readonly ResolvedPort[]): readonly Report[] {
  const names = ports.map((port) => port.name);
  if (!names.includes(name)) {
    const list = names.map((one) => `"${one}"`).join(', ') || 'none';
    const detail = `Metrics are offered at the port "${name}"; declared are ${list}.`;
    return [{ kind: metricsPort, detail, fix: `Declare it: ports: { ${name}: 9090 }.` }];
  }
  const { tryCluster } = component.stack.environment;
  if (!tryCluster || tryCluster.facts.monitoring) return [];
  return [
    {
      kind: metricsPort,
      detail: `Metrics are offered at the port "${name}"; the cluster "${tryCluster.node.path}" is declared without anything that scrapes them.`,
      fix: 'Describe it: monitoring: { namespace, podLabels }, or leave `metrics` out.',
    },
  ];
}
