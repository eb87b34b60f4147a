import { finding, PlinthError } from '../../core';
import { lockHeld } from '../findings';
import type { Holder } from './holder';
import { holderText } from './holder';

/** Keeps others from applying to an environment while one does. */
export interface Lock {
  /**
   * @param silent - hosts that do not answer yet and keep no lock so far. @default - none
   * @throws PlinthError `lock-held`, and whatever keeps it from being asked
   */
  readonly take: (holder: Holder, silent?: ReadonlySet<string>) => Promise<void>;
  /** Gives it back where this run has it. Never throws: what cannot be asked any more is told, with how to go on. */
  readonly release: (run: string) => Promise<readonly string[]>;
  /** Who holds it, by where it was found. */
  readonly holders: () => Promise<readonly HeldLock[]>;
  /** Takes it away from whoever was found, also where nobody can read who that is; whoever took it since keeps it. */
  readonly remove: (found: readonly HeldLock[]) => Promise<void>;
}

export interface FoundHolder {
  /** The host, or `cluster`. */
  readonly where: string;
  readonly holder: Holder;
}

/** A lock as it was found. */
export interface HeldLock extends FoundHolder {
  /** What is written in it, in base64: it may be anything. */
  readonly content: string;
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
