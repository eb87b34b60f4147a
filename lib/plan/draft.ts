import type { RunAction } from '../assembly';
import { shortDigest } from '../core';
import { canonical } from '../diff';
import type { Step } from './model/step';

type Optional =
  'takes' | 'gives' | 'timeoutSeconds' | 'amended' | 'undo' | 'impact' | 'duration' | 'reason' | 'needs' | 'actions';

/** A step as those who make steps write it. */
export interface Draft extends Omit<Step, Optional | 'digest'>, Partial<Pick<Step, Optional>> {
  /** Digests of what the actions bring or read, where the actions only name it. */
  readonly inputs?: readonly string[];
}

/** A whole step, with its digest. Order, words for people and what others need of it are no part of that. */
export function stepOf(draft: Draft): Step {
  const { inputs = [], ...rest } = draft;
  const { actions = [], postcondition, precondition } = rest;
  const brought = actions.map((action) => (action.kind === 'run' ? onlyFresh(action) : action));
  return {
    ...{ needs: [], takes: [], gives: [], actions, reason: 'It is part of the environment.' },
    ...{ timeoutSeconds: 60, amended: 'again', undo: { kind: 'nothing' }, impact: 'none', duration: 'seconds' },
    ...rest,
    digest: shortDigest(canonical([brought, precondition ?? null, postcondition, inputs])),
  };
}

/** How a command goes on after it was cut off, or is taken back, is nothing that it brings. */
function onlyFresh({ kind, command, creates }: RunAction): RunAction {
  return { kind, command, ...(creates !== undefined && { creates }) };
}
