import { counted } from '../../core';
import { identityParts, type ObjectResource, type ResourceId } from '../../assembly';
import { resourceDigest } from '../../diff';
import { stepOf } from '../draft';
import type { Probe } from '../model/probe';
import type { Step, StepId } from '../model/step';
import { readinessOf, type ObjectGroup } from './groups';
import { updateImpact, worstOf } from './object-impact';
import { isReplaced } from './replaced';
import { waitsForHand } from './workloads';

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
  /** Objects as they are deployed: those that are not here are new. */
  readonly before: ReadonlyMap<ResourceId, ObjectResource>;
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
  const created = differing.filter(({ id }) => !change.before.has(id));
  const updated = differing.flatMap((after) => {
    const before = change.before.get(after.id);
    return before ? [{ after, impact: updateImpact(before, after, components) }] : [];
  });
  const different = updated.map(({ after }) => after);
  return {
    reason: [
      ...listed('New', created),
      ...listed('Different', different),
      ...different
        .filter((object) => isReplaced(object, components))
        .map((object) => `${shortName(object)} runs again where its pods differ.`),
      ...different
        .filter(waitsForHand)
        .map((object) => `Pods of ${shortName(object)} take it only as somebody deletes them.`),
    ].join(' '),
    // Of a new one nothing runs yet that could restart.
    impact: worstOf(['live', ...updated.map(({ impact }) => impact)]),
  };
}

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
