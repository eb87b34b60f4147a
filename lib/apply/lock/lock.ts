import { finding, PlinthError } from '../../core';
import { lockHeld } from '../findings';
import type { Holder } from './holder';
import { holderText } from './holder';

/** Keeps others from applying to an environment while one does. */
export interface Lock {
  /** @throws PlinthError `lock-held`, and whatever keeps it from being asked */
  readonly take: (holder: Holder) => Promise<void>;
  /** Gives it back where this run has it. Never throws: what cannot be asked any more is told, with how to go on. */
  readonly release: (run: string) => Promise<readonly string[]>;
  /** Who holds it, by where it was found. */
  readonly holders: () => Promise<readonly FoundHolder[]>;
}

export interface FoundHolder {
  /** The host, or `cluster`. */
  readonly where: string;
  readonly holder: Holder;
}

export function lockIsHeld(environment: string, where: string, holder: Holder): PlinthError {
  return new PlinthError([
    finding(lockHeld, {
      path: environment,
      detail: `${where} is locked by ${holderText(holder)}.`,
      fix: `Wait until that run has ended. If it never will, because its machine is gone or it was killed: plinth unlock ${environment}`,
    }),
  ]);
}
