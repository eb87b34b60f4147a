import type { Plan } from '../model/plan';
import type { Step, StepId } from '../model/step';

/** Steps of one move that wait for nothing of each other: hosts carry them out at once. */
export interface Play {
  /** `plays/03-etcd-start.yml`, numbered in the order in which plays come. */
  readonly path: string;
  readonly move: string;
  readonly isOnHosts: boolean;
  readonly steps: readonly Step[];
}

/**
 * A plan as plays one after another. A step comes as many plays after the first as its longest chain of needs is long; the same
 * move of several hosts, equally far, is one play. On the control node each step is a play of its own.
 */
export function playsOf({ steps }: Plan): readonly Play[] {
  const depths = depthsOf(steps);
  const groups = new Map<string, Step[]>();
  for (const step of [...steps].sort((a, b) => depthIn(depths, a.id) - depthIn(depths, b.id))) {
    const what = step.place.kind === 'host' ? step.move : `${step.move} ${step.id}`;
    const key = `${String(depthIn(depths, step.id))} ${step.place.kind} ${what}`;
    const group = groups.get(key);
    if (group) group.push(step);
    else groups.set(key, [step]);
  }
  const width = String(groups.size).length;
  return [...groups.values()].flatMap((group, index) => {
    const [first] = group;
    if (!first) return [];
    const number = String(index + 1).padStart(width, '0');
    const name = first.move.replaceAll('/', '-');
    return [
      {
        ...{ path: `plays/${number}-${name}.yml`, move: first.move, steps: group },
        isOnHosts: first.place.kind === 'host',
      },
    ];
  });
}

function depthsOf(steps: readonly Step[]): ReadonlyMap<StepId, number> {
  const depths = new Map<StepId, number>();
  // Every step stands after all that it needs.
  for (const { id, needs } of steps) {
    depths.set(id, 1 + Math.max(-1, ...needs.map((need) => depthIn(depths, need))));
  }
  return depths;
}

function depthIn(depths: ReadonlyMap<StepId, number>, id: StepId): number {
  return depths.get(id) ?? 0;
}
