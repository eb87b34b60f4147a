import { counted } from '../../core';
import { hostViews, resourcesOf, type Assembly } from '../../assembly';
import { resourceDigest } from '../../diff';
import { stepOf } from '../draft';
import type { Observed } from '../model/observed';
import type { Step, StepId } from '../model/step';
import { certificateSteps } from './certificate-steps';
import { componentSteps, hasSteps } from './component-steps';
import { firstHost, hostComponents, installId, type HostComponent } from './components';
import { deliverSteps } from './deliver-steps';
import { secretSteps } from './secret-steps';
import { stepNames } from './step-names';

/** Everything below the API server, from machines to the nodes of the cluster. */
export function hostSteps(assembly: Assembly, observed: Observed | undefined): readonly Step[] {
  const hosts = hostViews(assembly);
  if (hosts.length === 0) return [];
  const components = hostComponents(assembly);
  const context = { assembly, observed, components, needs: needsIn(assembly, components), readyBy: readyIn(observed) };
  return [
    ...machineSteps(assembly),
    ...hosts.flatMap((host) => deliverSteps(assembly, host, components)),
    ...certificateSteps(assembly, hosts),
    ...secretSteps(hosts),
    ...components.flatMap((component) => componentSteps(component, context)),
  ];
}

/**
 * The steps after which a component on hosts can be used. Where one host begins it and others come, it is there with the first;
 * elsewhere all of its hosts must be ready.
 */
export function readyIn(observed: Observed | undefined): (component: HostComponent) => readonly StepId[] {
  return (component) => {
    const first = component.procedures.installFirst ? firstHost(component, observed) : undefined;
    return (first ? [first] : component.hosts).map((host) => installId(component, host));
  };
}

/** Components that one needs; through those that have no steps of their own. */
function needsIn(
  assembly: Assembly,
  components: readonly HostComponent[],
): (component: HostComponent) => readonly HostComponent[] {
  const byId = new Map(components.map((component) => [component.resource.id, component]));
  const needed = new Map<string, HostComponent[]>();
  for (const { kind, from, to } of assembly.edges) {
    const target = kind === 'needs' ? byId.get(to) : undefined;
    if (target) needed.set(from, [...(needed.get(from) ?? []), target]);
  }
  const find = (component: HostComponent, seen: ReadonlySet<HostComponent>): readonly HostComponent[] =>
    (needed.get(component.resource.id) ?? []).flatMap((target) => {
      if (seen.has(target)) return [];
      return hasSteps(target) ? [target] : find(target, new Set([...seen, target]));
    });
  return (component) => [...new Set(find(component, new Set([component])))];
}

function machineSteps(assembly: Assembly): readonly Step[] {
  const machines = resourcesOf(assembly, 'machine').filter(({ spec }) => spec.kind !== 'existing');
  if (machines.length === 0) return [];
  return [
    stepOf({
      id: stepNames.machines,
      ...{ phase: 'machines', move: 'machines/make', place: { kind: 'control-node' } },
      title: `Make ${counted(machines.length, 'machine')}`,
      reason: 'What is there already stays as it is: an engine of its own keeps the list.',
      actions: [{ kind: 'make-machines' }],
      always: true,
      postcondition: { kind: 'none' },
      inputs: machines.map(resourceDigest),
      undo: { kind: 'irreversible', why: 'A machine that is taken away takes its disks along.' },
      timeoutSeconds: 1800,
      duration: 'long',
      approval: 'Machines cost money, and the cloud may refuse some of them.',
    }),
  ];
}
