import { clusterStack, objectId, plinthId, type ResourceId } from '../model/identity';
import type { Edge } from '../model/assembly';
import type { Place } from './synthesis';
import type { Walked } from './walk';

/**
 * The dependencies that were declared with `node.addDependency`, between stacks or components.
 *
 * cdk8s multiplies them out to pairs of objects; an edge between the two that were named says the same.
 */
export function stackEdges(walked: Walked): readonly Edge[] {
  const edges: Edge[] = [];
  for (const place of walked.places.values()) {
    const from = idOf(place);
    for (const dependency of place.construct.node.dependencies) {
      const target = walked.places.get(dependency);
      const to = target && idOf(target);
      if (from !== undefined && to !== undefined && from !== to) edges.push({ kind: 'needs', from, to });
    }
  }
  return edges;
}

/** A component, or else the namespace that stands for its stack. */
function idOf(place: Place): ResourceId | undefined {
  if (!place.stack) return undefined;
  if (place.component !== undefined) return plinthId(place.stack.name, 'component', place.component);
  return objectId({ stack: clusterStack, group: 'core', kind: 'Namespace', name: place.stack.name });
}
