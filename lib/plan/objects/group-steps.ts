import { identityParts, type ComponentResource, type ObjectResource, type ResourceId } from '../../assembly';
import { resourceDigest } from '../../diff';
import { counted } from '../counted';
import { stepOf } from '../draft';
import type { Probe } from '../model/probe';
import type { Step, StepId } from '../model/step';
import { readinessOf, type ObjectGroup } from './groups';
import { isReplaced } from './replaced';

const cluster = { kind: 'cluster' } as const;

export const groupStepNames = {
  secrets: (group: string): StepId => `${group}/secrets`,
  apply: (group: string): StepId => `${group}/apply`,
  ready: (group: string): StepId => `${group}/ready`,
} as const;

/** What a change does to a group; absent where everything is brought. */
export interface GroupChange {
  /** Identities of objects that are new or differ. */
  readonly changed: ReadonlySet<ResourceId>;
  /** Those of them that are new. */
  readonly created: ReadonlySet<ResourceId>;
}

/** How long a workload may take until it is ready: images come over the network. */
const rolloutSeconds = 600;

/** The steps of one group: its secrets, its objects, and until they are ready. Secrets come first: pods wait for them. */
export function groupSteps(
  group: ObjectGroup,
  phase: string,
  needs: readonly StepId[],
  change?: GroupChange,
): readonly Step[] {
  const { name, objects, definitions } = group;
  const secrets = secretObjectSteps(group, phase, needs);
  const readiness = readinessOf(group);
  const ids = objects.map(({ id }) => id);
  const applies = ids.length > 0;
  const replaced = objects.filter((object) => isReplaced(object, group.components)).map(({ id }) => id);
  return [
    ...secrets,
    ...(applies
      ? [
          stepOf({
            id: groupStepNames.apply(name),
            ...{ phase, move: groupStepNames.apply(name), place: cluster },
            title: `Apply ${counted(ids.length, 'object')} of ${name}`,
            needs: [...needs, ...secrets.map(({ id }) => id)],
            ...(definitions.length > 0 && { precondition: { kind: 'definitions', names: definitions } as const }),
            actions: [
              ...(replaced.length > 0 ? [{ kind: 'clear-objects', objects: replaced } as const] : []),
              { kind: 'apply-objects', objects: ids },
            ],
            postcondition: { kind: 'objects', objects: ids },
            inputs: objects.map(resourceDigest),
            ...effectOf(group, change),
            undo: { kind: 'irreversible', why: 'The API server does not keep what an object said before.' },
          }),
        ]
      : []),
    ...(readiness.length > 0
      ? [
          stepOf({
            id: groupStepNames.ready(name),
            ...{ phase, move: groupStepNames.ready(name), place: cluster },
            title: `Wait until ${name} is ready`,
            reason: 'What needs it comes after it, and a rollout that hangs stops the line.',
            needs: applies ? [groupStepNames.apply(name)] : needs,
            postcondition: all(readiness),
            timeoutSeconds: rolloutSeconds,
            duration: 'minutes',
          }),
        ]
      : []),
  ];
}

function effectOf(
  { objects, components }: ObjectGroup,
  change: GroupChange | undefined,
): Pick<Step, 'reason' | 'impact'> {
  if (!change) return { reason: 'What is the same already is left as it is.', impact: 'none' };
  const differing = objects.filter(({ id }) => change.changed.has(id));
  const created = differing.filter(({ id }) => change.created.has(id));
  const updated = differing.filter(({ id }) => !change.created.has(id));
  const again = updated.filter((object) => isReplaced(object, components));
  // Of a new one nothing runs yet that could restart.
  const rolls = updated.some(({ id }) => workloads.has(identityParts(id).kind));
  return {
    reason: [
      ...listed('New', created),
      ...listed('Different', updated),
      ...again.map((object) => `${shortName(object)} runs again where its pods differ.`),
    ].join(' '),
    impact: !rolls ? 'live' : components.some(hasGap) ? 'restart-with-gap' : 'rolling-restart',
  };
}

/** One whose pods all end before the new ones begin. */
function hasGap({ spec }: ComponentResource): boolean {
  return spec.procedures.update === 'restart-with-gap';
}

const workloads = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

function listed(word: string, objects: readonly ObjectResource[]): readonly string[] {
  return objects.length === 0 ? [] : [`${word}: ${objects.map(shortName).join(', ')}.`];
}

function shortName({ id }: ObjectResource): string {
  const { kind, name } = identityParts(id);
  return `${kind} ${name}`;
}

function secretObjectSteps({ name, secrets }: ObjectGroup, phase: string, needs: readonly StepId[]): readonly Step[] {
  const made = secrets.filter(({ spec }) => spec.maker === 'generatedAtApply');
  const found = secrets.filter(({ spec }) => spec.maker === 'existing');
  const ids = [...made, ...found].map(({ id }) => id);
  if (ids.length === 0) return [];
  return [
    stepOf({
      id: groupStepNames.secrets(name),
      ...{ phase, move: groupStepNames.secrets(name), place: cluster },
      title: made.length > 0 ? `Make the secrets of ${name} that are missing` : `Look for the secrets of ${name}`,
      reason: 'A secret that is there is never made anew; one that somebody else makes must be there.',
      needs,
      actions: made.length > 0 ? [{ kind: 'make-secret-objects', secrets: made.map(({ id }) => id) }] : [],
      postcondition: { kind: 'secret-objects', secrets: ids },
      inputs: secrets.map(resourceDigest),
      timeoutSeconds: 5,
      undo: { kind: 'irreversible', why: 'Whoever has read it keeps it.' },
    }),
  ];
}

function all(probes: readonly Probe[]): Probe {
  const [one] = probes;
  return probes.length === 1 && one ? one : { kind: 'all', of: probes };
}
