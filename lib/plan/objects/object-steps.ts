import { counted } from '../../core';
import { hostViews, resourcesOf, type Assembly, type ResourceId } from '../../assembly';
import { installId, type HostComponent } from '../hosts/components';
import { stepOf } from '../draft';
import type { InventoryEntry } from '../model/inventory';
import type { Step, StepId } from '../model/step';
import { groupSteps, groupStepNames, type GroupChange } from './group-steps';
import { clusterGroup, objectGroups, readinessOf, type ObjectGroup } from './groups';
import { inventoryOf, secretEntries, uniqueEntries } from './inventory';
import { lastOf } from '../order';
import { pruneSteps } from './record-steps';
import { objectStepNames } from './step-names';

const cluster = { kind: 'cluster' } as const;

export interface ObjectRequest {
  readonly assembly: Assembly;
  /** What an earlier plan applied, or meant to. */
  readonly before: readonly InventoryEntry[];
  /** @default - nothing is deployed, or nobody knows what */
  readonly deployed?: Assembly | undefined;
  /** What differs from what is deployed. @default - nothing is deployed, or nothing differs */
  readonly change?: GroupChange | undefined;
  readonly components: readonly HostComponent[];
  /** The steps after which a component on hosts can be used. */
  readonly readyBy: (component: HostComponent) => readonly StepId[];
}

/** Everything in the cluster: what comes before all stacks, the cluster's own parts, then the environment's stacks. */
export function objectSteps(request: ObjectRequest): readonly Step[] {
  const { assembly, before } = request;
  const groups = objectGroups(assembly);
  const inventory = inventoryOf(assembly);
  const own = resourcesOf(assembly, 'control-plane').length > 0;
  const isAddOn = ({ components }: ObjectGroup): boolean => components.some(({ spec }) => spec.type === 'add-on');
  const addOns = groups.filter(isAddOn);
  const nodes = own ? [objectStepNames.nodes] : [];
  const addOnsReady = addOns.flatMap((group) =>
    readinessOf(group).length > 0 ? [groupStepNames.ready(group.name)] : [],
  );
  const between = needsBetween(request, groups);
  const steps = [
    ...(own ? accessSteps(request) : []),
    stepOf({
      id: objectStepNames.intent,
      ...{ phase: 'record', move: objectStepNames.intent, place: { kind: 'control-node' } },
      title: 'Write down what is going to be applied',
      reason: 'If this plan is not finished, the next one knows what may have to be removed.',
      needs: own ? [objectStepNames.kubeconfig] : [],
      actions: [{ kind: 'record-intent', inventory: uniqueEntries([...before, ...inventory]) }],
      always: true,
      postcondition: { kind: 'none' },
    }),
    ...groups.flatMap((group) => {
      const phase = isAddOn(group) ? 'cluster' : group.name === clusterGroup ? 'cluster' : group.stack;
      const stackGroup =
        group.name === group.stack ? [] : [groupStepNames.apply(group.stack), groupStepNames.secrets(group.stack)];
      const first =
        group.name === clusterGroup
          ? [objectStepNames.intent]
          : [groupStepNames.apply(clusterGroup), objectStepNames.intent];
      // A pod needs a network and whoever enforces policies before it may run.
      const after = isAddOn(group) || group.name === clusterGroup ? [] : [...nodes, ...addOnsReady];
      return groupSteps(group, phase, [...first, ...stackGroup, ...after, ...between(group)], request.change);
    }),
    ...(own ? nodesSteps(request, addOns) : []),
  ];
  // A secret that Plinth made and somebody else is to keep is declared still.
  const declared = [...inventory, ...secretEntries(assembly)];
  const prune = pruneSteps(before, declared, lastOf(steps), request.deployed);
  return [...steps, ...prune];
}

/** Objects alone: the credentials by which they are applied. */
function accessSteps({ assembly, components, readyBy }: ObjectRequest): readonly Step[] {
  const makers = components.filter(({ procedures }) => procedures.installFirst !== undefined);
  const [plane] = resourcesOf(assembly, 'control-plane');
  if (!plane) return [];
  return [
    stepOf({
      id: objectStepNames.kubeconfig,
      ...{ phase: 'cluster', move: objectStepNames.kubeconfig, place: { kind: 'control-node' } },
      title: 'Fetch the credentials of an administrator',
      reason: 'Objects are applied from the control node.',
      needs: makers.flatMap(readyBy),
      actions: [{ kind: 'fetch-kubeconfig', path: '/etc/kubernetes/admin.conf' }],
      always: true,
      postcondition: { kind: 'none' },
    }),
  ];
}

/** Groups that come after others because one of their components needs one of the others'. */
function needsBetween(
  { assembly, components, readyBy }: ObjectRequest,
  groups: readonly ObjectGroup[],
): (group: ObjectGroup) => readonly StepId[] {
  const groupOf = new Map<ResourceId, ObjectGroup>(
    groups.flatMap((group) => group.components.map(({ id }) => [id, group] as const)),
  );
  const onHosts = new Map(components.map((component) => [component.resource.id, component]));
  const found = new Map<ObjectGroup, StepId[]>();
  for (const { kind, from, to } of assembly.edges) {
    const group = kind === 'needs' ? groupOf.get(from) : undefined;
    if (!group) continue;
    const target = groupOf.get(to);
    const below = onHosts.get(to);
    const ready = target && readinessOf(target).length > 0 ? groupStepNames.ready(target.name) : undefined;
    const steps = [
      ...(target && target !== group ? [ready ?? groupStepNames.apply(target.name)] : []),
      ...(below ? readyBy(below) : []),
    ];
    found.set(group, [...(found.get(group) ?? []), ...steps]);
  }
  return (group) => found.get(group) ?? [];
}

/** Until hosts are nodes, and what one of them had to itself is on others, too. */
function nodesSteps({ assembly, components }: ObjectRequest, addOns: readonly ObjectGroup[]): readonly Step[] {
  const [plane] = resourcesOf(assembly, 'control-plane');
  const pools = [...(plane?.spec.controlPools ?? []), ...(plane?.spec.workerPools ?? [])];
  const nodes = hostViews(assembly).filter(({ host }) => pools.includes(host.spec.pool));
  const early = nodes.length > 1 ? components.flatMap(({ procedures }) => procedures.earlyPods ?? []) : [];
  const ready = stepOf({
    id: objectStepNames.nodes,
    ...{ phase: 'cluster', move: objectStepNames.nodes, place: cluster },
    title: `Wait for ${counted(nodes.length, 'node')} to be ready`,
    reason: 'A node without a network takes no pods.',
    needs: [
      // By what they begin or join hosts become nodes.
      ...components.flatMap((one) => (one.begins ? one.hosts.map((host) => installId(one, host)) : [])),
      groupStepNames.apply(clusterGroup),
      ...addOns.filter(({ objects }) => objects.length > 0).map(({ name }) => groupStepNames.apply(name)),
    ],
    postcondition: { kind: 'nodes-ready', nodes: nodes.map(({ name }) => name) },
    timeoutSeconds: 300,
    duration: 'minutes',
  });
  return [
    ready,
    ...early.map((pods) =>
      stepOf({
        id: objectStepNames.spread(pods.deployment),
        ...{ phase: 'cluster', move: objectStepNames.spread(pods.deployment), place: cluster },
        title: `Spread ${pods.title} over nodes`,
        reason: 'It came up where one node was all there was; with that node all of it would be gone.',
        needs: [objectStepNames.nodes],
        actions: [{ kind: 'spread-pods', pods }],
        postcondition: { kind: 'spread', pods },
        timeoutSeconds: 120,
        impact: 'rolling-restart',
      }),
    ),
  ];
}
