import type { IConstruct } from 'constructs';
import { EdgeBook } from '../../core';
import type { Known, KnownComponent, KnownEdge } from '../contributor';
import { edgeCrossesEnvironments, edgeOpen } from '../findings';
import type { Resource, ResourceKind } from '../model/assembly';
import { plinthId, type ResourceId } from '../model/identity';
import type { NetworkFlowSpec } from '../model/network-flow';
import type { Synthesis, Place } from './synthesis';
import type { Walked } from './walk';

/** Finds the ends of all edges that leave a construct of this environment. */
export function known(root: IConstruct, walked: Walked, into: Synthesis): Known {
  const byConstruct = new Map<IConstruct, KnownComponent | undefined>();
  const component = (construct: IConstruct): KnownComponent | undefined => {
    if (byConstruct.has(construct)) return byConstruct.get(construct);
    const place = walked.places.get(construct);
    const found = place && componentAt(place, into);
    byConstruct.set(construct, found);
    return found;
  };
  const edges = knownEdges(root, walked, into, component);
  const from = groupBy(edges, (edge) => edge.from.id);
  const to = groupBy(edges, (edge) => edge.to.id);
  const flows = flowsByComponent(into);
  return {
    component,
    edges,
    edgesFrom: (id) => from.get(id) ?? [],
    edgesTo: (id) => to.get(id) ?? [],
    resourcesOf: <K extends ResourceKind>(kind: K) => {
      const isOfKind = (resource: Resource): resource is Extract<Resource, { kind: K }> => resource.kind === kind;
      return [...into.resources.values()].filter(isOfKind);
    },
    flowsAt: (id) => flows.get(id) ?? [],
  };
}

function flowsByComponent(into: Synthesis): ReadonlyMap<ResourceId, readonly NetworkFlowSpec[]> {
  const flows: { readonly at: ResourceId; readonly spec: NetworkFlowSpec }[] = [];
  for (const resource of into.resources.values()) {
    if (resource.kind !== 'network-flow') continue;
    const ends = new Set(
      [resource.spec.from, resource.spec.to].flatMap((peer) => (peer.kind === 'component' ? [peer.id] : [])),
    );
    for (const at of ends) flows.push({ at, spec: resource.spec });
  }
  return new Map([...groupBy(flows, (flow) => flow.at)].map(([at, all]) => [at, all.map((flow) => flow.spec)]));
}

function groupBy<T>(values: readonly T[], key: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group) group.push(value);
    else groups.set(key(value), [value]);
  }
  return groups;
}

function componentAt(place: Place, into: Synthesis): KnownComponent | undefined {
  if (!place.stack || place.component === undefined) return undefined;
  const id = plinthId(place.stack.name, 'component', place.component);
  const resource = into.resources.get(id);
  const construct = into.constructs.get(id);
  if (resource?.kind !== 'component' || !construct) return undefined;
  return { id, construct, stack: place.stack.name, name: place.component, spec: resource.spec };
}

function knownEdges(
  root: IConstruct,
  walked: Walked,
  into: Synthesis,
  component: (construct: IConstruct) => KnownComponent | undefined,
): readonly KnownEdge[] {
  const book = EdgeBook.of(root);
  const edges: KnownEdge[] = [];
  for (const consumer of book.consumers) {
    const place = walked.places.get(consumer);
    if (!place) continue;
    for (const request of book.from(consumer)) {
      const from = component(consumer);
      const to = component(request.target);
      if (from && to) {
        if (from.id !== to.id) edges.push({ kind: request.kind, from, to, request });
      } else if (!from) {
        into.report(
          place,
          edgeOpen,
          `"${consumer.node.path}" uses "${request.target.node.path}", but it is no workload that policies could select.`,
          'Use the output on the workload itself, or wrap it: Workload.of(construct).',
        );
      } else if (request.exported !== true) {
        reportOpenEnd(into, place, request.target, root);
      }
    }
  }
  return edges;
}

function reportOpenEnd(into: Synthesis, place: Place, target: IConstruct, root: IConstruct): void {
  if (!target.node.scopes.includes(root)) {
    const owner = target.node.scopes[1]?.node.id ?? target.node.path;
    into.report(
      place,
      edgeCrossesEnvironments,
      `It uses "${target.node.path}" of the environment "${owner}", which does not export it.`,
      'Environments share nothing by accident: declare it there with environment.export(output) and use what that returns.',
    );
  } else {
    into.report(
      place,
      edgeOpen,
      `It uses "${target.node.path}", which deploys nothing.`,
      'Use the output of a deployed component.',
    );
  }
}
