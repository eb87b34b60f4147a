import { deepFreeze } from '../core';
import { resourcesOf, type Assembly } from '../assembly';
import { assemblyDigest, compareAssemblies, type ResourceChange } from '../diff';
import { hostComponents } from './hosts/components';
import { hostSteps, readyIn } from './hosts/host-steps';
import type { Observed } from './model/observed';
import { planSchema, type Plan } from './model/plan';
import type { GroupChange } from './objects/group-steps';
import { inventoryOf, uniqueEntries } from './objects/inventory';
import { objectSteps } from './objects/object-steps';
import { deployedStep } from './objects/record-steps';
import { lastOf, only, ordered } from './order';
import { refuseUnplanned } from './refuse-unplanned';
import { touchedBy } from './touched';

export interface PlanRequest {
  /** What is deployed. @default - nothing is, or only a part of what is to be */
  readonly from?: Assembly | undefined;
  readonly to: Assembly;
  /** What was found where the plan is to run. @default - nothing is known */
  readonly observed?: Observed | undefined;
}

/**
 * The way from one assembly to another, as data: the same request gives the same plan.
 *
 * Where nothing is deployed, or what is deployed is what is wanted, it holds every step: steps whose postcondition holds are
 * skipped where they run. Where only what is in the cluster differs, it holds the steps of that.
 *
 * @throws PlinthError `change-unplanned` for every change of something that runs on hosts, `plan-environment` for two
 *   environments, `plan-circular` where steps wait for each other.
 */
export function plan({ from, to, observed }: PlanRequest): Plan {
  const { name } = to.environment;
  const changes = from ? compareAssemblies(from, to) : [];
  if (from) refuseUnplanned(from, to, changes);
  const inventory = inventoryOf(to);
  const before = uniqueEntries([...(from ? inventoryOf(from) : []), ...(observed?.inventory ?? [])]);
  // Also where no resource differs, but what needs what, or who owns it: then there is only something to record.
  const changed = from !== undefined && assemblyDigest(from) !== assemblyDigest(to);
  const change = changed ? groupChange(from, changes) : undefined;
  const components = hostComponents(to);
  const objects = objectSteps({ assembly: to, deployed: from, before, change, components, readyBy: readyIn(observed) });
  const all = [...hostSteps(to, observed), ...objects];
  const steps = changed ? only(all, touchedBy(changes, to)) : all;
  const deployed = deployedStep(inventory, lastOf(steps));
  return deepFreeze({
    schema: planSchema,
    environment: name,
    kind: changed ? 'objects' : 'install',
    ...(from && { from: assemblyDigest(from) }),
    to: assemblyDigest(to),
    steps: ordered(name, [...steps, deployed]),
  });
}

function groupChange(from: Assembly, changes: readonly ResourceChange[]): GroupChange {
  return {
    changed: new Set(changes.map(({ id }) => id)),
    before: new Map(resourcesOf(from, 'object').map((object) => [object.id, object])),
  };
}
