import type { Assembly, HostAction, HostView } from '../../assembly';
import { resourceDigest } from '../../diff';
import { stepOf } from '../draft';
import type { Action } from '../model/action';
import type { Observed } from '../model/observed';
import type { Probe } from '../model/probe';
import type { Step, StepId } from '../model/step';
import { claimsOf, firstHost, inputsOf, installId, type HostComponent } from './components';
import { credentialSteps, ownSecrets, sharedSteps } from './joining-steps';
import { holders } from './secret-steps';
import { onHost, stepNames } from './step-names';

/** How others wait for a component: the steps after which it can be used. */
type ReadyBy = (component: HostComponent) => readonly StepId[];

export interface ComponentContext {
  readonly assembly: Assembly;
  readonly observed: Observed | undefined;
  readonly components: readonly HostComponent[];
  /** The components that one needs. */
  readonly needs: (component: HostComponent) => readonly HostComponent[];
  readonly readyBy: ReadyBy;
}

/** Whether there is anything to do and to wait for: some components only bring files. */
export function hasSteps({ procedures, resource }: HostComponent): boolean {
  const acts = procedures.install.some(({ kind }) => kind !== 'deliver' && kind !== 'daemon-reload');
  return acts || resource.spec.readiness.kind !== 'none';
}

/** The steps of one component: all hosts at once where none serves yet, one after the other where its group serves already. */
export function componentSteps(component: HostComponent, context: ComponentContext): readonly Step[] {
  const { observed } = context;
  const first = firstHost(component, observed);
  if (!hasSteps(component) || !first) return [];
  const { procedures, hosts } = component;
  const serves = hosts.some((host) => observed?.hosts[host.name]?.[installId(component, host)] !== undefined);
  const atOnce = serves ? procedures.atOnce : (procedures.installAtOnce ?? procedures.atOnce);
  const begun = procedures.installFirst !== undefined;
  // Where the host that began it was replaced, one that only came to it has it, and is not to begin it again.
  const came = observed?.hosts[first.name]?.[installId(component, first)];
  const begins = begun && came !== installStep(component, first, context, { serves, begins: false, after: [] }).digest;
  // Whoever begins comes first, whatever it is called.
  const ordered = begun ? [first, ...hosts.filter((host) => host !== first)] : hosts;
  const install = ordered.map((host, index) => {
    const width = atOnce === 'all' ? ordered.length : atOnce;
    const before = ordered[index - width];
    const after = begun && host !== first ? [installId(component, first)] : [];
    return installStep(component, host, context, {
      serves,
      begins: begins && host === first,
      after: [...after, ...(before ? [installId(component, before)] : [])],
    });
  });
  const joining = { component, first: begun ? first : undefined };
  const comes = component.begins ? [...sharedSteps(joining), ...credentialSteps(joining, context)] : [];
  return [...comes, ...install];
}

interface Turn {
  /** Whether the component serves already somewhere, and must go on to. */
  readonly serves: boolean;
  /** Whether this host begins what the others come to. */
  readonly begins: boolean;
  readonly after: readonly StepId[];
}

function installStep(component: HostComponent, host: HostView, context: ComponentContext, turn: Turn): Step {
  const { procedures, resource, name, phase } = component;
  const { readiness, disruption } = resource.spec;
  const actions = (turn.begins ? procedures.installFirst : undefined) ?? procedures.install;
  const claims = claimsOf(component, host).filter(({ spec: { effect } }) => effect.kind !== 'none');
  const claimed = claims.map(({ id }) => id);
  const creates = actions.flatMap((action) => (action.kind === 'run' && action.creates ? [action.creates] : []));
  const probes: readonly Probe[] = [
    ...creates.map((path) => ({ kind: 'made', path }) as const),
    ...(readiness.kind === 'units' ? [readiness] : []),
    ...(readiness.kind === 'command' ? [{ kind: 'command', command: readiness.command } as const] : []),
    ...(claimed.length > 0 ? [{ kind: 'in-effect', resources: claimed } as const] : []),
  ];
  const title = turn.begins ? `Begin ${name} on ${host.name}` : `Start ${name} on ${host.name}`;
  return stepOf({
    id: installId(component, host),
    ...{ phase, move: `${phase}/${turn.begins ? 'begin' : component.begins ? 'install' : 'start'}` },
    place: onHost(host),
    title,
    reason: reasonOf(component, context, turn),
    needs: [...beforeAny(component, host, context, turn), ...turn.after],
    actions: [
      ...actions.flatMap(planned),
      ...(claimed.length > 0 ? [{ kind: 'effects', resources: claimed } as const] : []),
    ],
    postcondition: probes.length === 1 && probes[0] ? probes[0] : { kind: 'all', of: probes },
    inputs: inputsOf(actions, host).map(resourceDigest),
    timeoutSeconds: readiness.kind === 'command' ? readiness.timeoutSeconds : 120,
    // What a command has begun it would not change if it ran again.
    amended: component.begins ? 'refuse' : 'again',
    undo: { kind: 'actions', actions: procedures.remove.flatMap(planned) },
    impact: turn.serves ? 'rolling-restart' : 'none',
    duration: component.begins ? 'minutes' : 'seconds',
    ...(disruption.kind !== 'single' && { group: resource.id }),
  });
}

function reasonOf(component: HostComponent, { needs }: ComponentContext, { serves }: Turn): string {
  if (serves) return 'It serves already: as few hosts at a time as it can spare, and only where something is missing.';
  const needed = needs(component).map(({ name }) => name);
  return needed.length > 0 ? `It needs ${needed.join(', ')}.` : 'It needs no other component.';
}

/** Files are there already, and what runs with a changed one is told so by its effect: a start is enough. */
function planned(action: HostAction): readonly Action[] {
  switch (action.kind) {
    case 'deliver':
    case 'daemon-reload':
      return [];
    case 'restart':
    case 'reload':
      return [{ kind: 'start', unit: action.unit }];
    default:
      return [action];
  }
}

function beforeAny(component: HostComponent, host: HostView, context: ComponentContext, turn: Turn): readonly StepId[] {
  const { phase, begins } = component;
  const certificates = host.resourcesOf('certificate').some(({ spec }) => spec.owner === 'plinth');
  // Whoever begins a component makes what the others must be given.
  const comes = begins && !turn.begins;
  return [
    stepNames.start(host.name),
    ...(certificates ? [stepNames.installCertificates(host.name)] : []),
    ...(holders([host], 'given', 'made').length > 0 ? [stepNames.installSecrets('secrets', host.name)] : []),
    ...(comes && ownSecrets(component, host, 'by-component') ? [stepNames.installSecrets(phase, host.name)] : []),
    ...(comes && ownSecrets(component, host, 'issued') ? [stepNames.installCredentials(phase, host.name)] : []),
    ...context.needs(component).flatMap(context.readyBy),
  ];
}
