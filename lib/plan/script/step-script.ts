import { hostViews, type Assembly } from '../../assembly';
import type { Plan } from '../model/plan';
import type { Step } from '../model/step';
import { renderAction } from './action';
import { fragments } from './fragment';
import { parcelFile } from './parcels';
import type { Place } from './place';
import { preludeOf } from './prelude';
import { probeFunctions } from './probe';
import { comment, shellFunction, word, words } from './words';

/** Where the script of a step stands. */
export function scriptPath({ id }: Step): string {
  return `steps/${id}.sh`;
}

/**
 * A step as a script of the POSIX shell. It needs nothing but what hosts have, holds no secret, and does everything in its last
 * line: a script that arrives cut off does nothing.
 */
export function stepScript(step: Step, plan: Plan, assembly: Assembly): string {
  const place = placeOf(step, plan, assembly);
  const actions = fragments(step.actions.map((action) => renderAction(action, place)));
  const before = probeFunctions('precondition', step.precondition ?? { kind: 'none' }, place);
  const after = probeFunctions('postcondition', step.postcondition, place);
  const isOnHost = step.place.kind === 'host';
  const parts = [isOnHost ? 'host' : 'controlNode', ...actions.parts, ...before.parts, ...after.parts] as const;
  const data = new Set([...(actions.data ?? []), ...before.data, ...after.data]);
  return [
    '#!/bin/sh',
    comment(`${step.id}: ${step.title}. ${step.reason}`),
    comment(`Made by Plinth of the plan for ${plan.environment}. Changes by hand are lost.`),
    ...preludeOf(parts),
    header('What is to be'),
    variables(step),
    ...data,
    '',
    header('What the step does'),
    ...[...before.functions, ...after.functions].map((text) => `${text}\n`),
    shellFunction('actions', actions.commands.length === 0 ? ['  :'] : actions.commands.map(indented)),
    '',
    // Programs that read would otherwise read what is left of a script that comes through standard input.
    `carry_out ${words(step.amended, String(step.timeoutSeconds), step.always ? 'always' : 'once')} </dev/null`,
    '',
  ].join('\n');
}

function placeOf(step: Step, plan: Plan, assembly: Assembly): Place {
  const where = step.place;
  if (where.kind !== 'host') return { plan, assembly, step };
  const host = hostViews(assembly).find(({ name }) => name === where.host);
  if (!host) throw new Error(`${step.id} is for ${where.host}, and the assembly has no such host.`);
  return { plan, assembly, step, host };
}

function variables({ id, title, digest, place, takes, gives }: Step): string {
  const where = place.kind === 'host' ? place.host : 'the control node';
  return [
    `step=${words(id)}`,
    `title=${words(title)}`,
    `place=${words(where)}`,
    ...(place.kind === 'host'
      ? [
          `digest=${words(digest)}`,
          `gives=${gives.length > 0 ? 'yes' : 'no'}`,
          ...(takes.length > 0 ? [`parcels=${word(takes.map(({ name }) => parcelFile(name)).join(', '))}`] : []),
        ]
      : []),
  ].join('\n');
}

/** A here-document must begin each of its lines at the margin. */
function indented(command: string): string {
  return `  ${command}`;
}

function header(text: string): string {
  return `# ---- ${text}`;
}
