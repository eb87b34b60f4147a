import {
  identityParts,
  resourcesOf,
  type Assembly,
  type ComponentResource,
  type HostAction,
  type HostProcedures,
  type HostView,
  type Resource,
} from '../../assembly';
import type { Observed } from '../model/observed';
import type { StepId } from '../model/step';
import { hostsOf } from './host-of';

/** A component on hosts, with what its layer says of it. */
export interface HostComponent {
  readonly resource: ComponentResource;
  readonly name: string;
  /** What its steps stand below, and their names begin with. */
  readonly phase: string;
  readonly hosts: readonly HostView[];
  readonly procedures: HostProcedures;
  /** The units that it moves or is known by. */
  readonly units: ReadonlySet<string>;
  /** Whether it runs a command that begins something and is not to be run again. */
  readonly begins: boolean;
}

/** Steps of hosts themselves are called so: a pool may be named `host`, and a cluster `certificates`. */
const taken: ReadonlySet<string> = new Set(['certificates', 'host', 'secrets']);

export function hostComponents(assembly: Assembly): readonly HostComponent[] {
  return resourcesOf(assembly, 'component').flatMap((resource) => {
    const { hosts } = resource.spec;
    if (!hosts) return [];
    const { procedures } = hosts;
    const { name } = identityParts(resource.id);
    return [
      {
        ...{ resource, procedures, name, phase: taken.has(name) ? `_${name}` : name },
        hosts: hostsOf(assembly, hosts.on),
        units: unitsOf(resource),
        begins: procedures.install.some(({ kind }) => kind === 'run'),
      },
    ];
  });
}

function unitsOf({ spec: { hosts, readiness } }: ComponentResource): ReadonlySet<string> {
  const { install, installFirst, reconfigure, upgrade, upgradeFirst, remove } = hosts?.procedures ?? {};
  const actions = [install, installFirst, reconfigure, upgrade, upgradeFirst, remove].flatMap((list) => list ?? []);
  return new Set([
    ...actions.flatMap((action) => ('unit' in action ? [action.unit] : [])),
    ...(readiness.kind === 'units' ? readiness.units : []),
  ]);
}

/** Kinds whose change on a host has an effect of its own. */
type Effective = Extract<Resource, { kind: 'file' | 'unit' | 'host-secret' | 'certificate' }>;

/**
 * What a component brings into effect on a host: what its units read, and what its layer's commands do where it begins something.
 * Everything else is brought into effect as soon as it is delivered.
 */
export function claimsOf(component: HostComponent, host: HostView): readonly Effective[] {
  return effectiveOn(host).filter((resource) => {
    const { effect } = resource.spec;
    if (resource.kind === 'unit' && component.units.has(baseUnit(resource.spec.name))) return true;
    if (effect.kind === 'reload' || effect.kind === 'restart') return component.units.has(effect.unit);
    return effect.kind === 'run' && component.begins && resource.owner === component.resource.owner;
  });
}

export function effectiveOn(host: HostView): readonly Effective[] {
  return [
    ...host.resourcesOf('file'),
    ...host.resourcesOf('unit'),
    ...host.resourcesOf('host-secret'),
    ...host.resourcesOf('certificate'),
  ];
}

/** `kubelet.service` of the drop-in `kubelet.service.d/10-plinth.conf`. */
function baseUnit(name: string): string {
  return name.replace(/\.d\/.*$/, '');
}

/** Files that a command names: they are its configuration. */
export function inputsOf(
  actions: readonly HostAction[],
  host: HostView,
): readonly Extract<Resource, { kind: 'file' }>[] {
  const words = actions.flatMap((action) => (action.kind === 'run' ? action.command : []));
  return host
    .resourcesOf('file')
    .filter(({ spec: { path } }) => words.some((word) => word === path || word.endsWith(`=${path}`)));
}

/** What a step that installs a component on a host is called. */
export function installId({ phase, begins }: HostComponent, host: HostView): StepId {
  return `${phase}/${host.name}/${begins ? 'install' : 'start'}`;
}

/** The host that begins a component: one that has it already, or the first. */
export function firstHost(component: HostComponent, observed: Observed | undefined): HostView | undefined {
  const has = (host: HostView): boolean => observed?.hosts[host.name]?.[installId(component, host)] !== undefined;
  return component.hosts.find(has) ?? component.hosts[0];
}
