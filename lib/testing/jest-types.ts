import type { Severity } from '../core';

/** What else is expected of a finding besides its code. */
export interface FindingExpectation {
  /** `<environment>/<stack>/<component>`, as the finding has it. */
  readonly path?: string;
  readonly severity?: Severity;
  /** A part of the detail, or what it must look like. */
  readonly detail?: string | RegExp;
}

/** What a matcher answers to jest. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What jest tells a matcher, as far as ours ask. */
export interface MatcherContext {
  readonly isNot?: boolean;
  /** Jest's bookkeeping of snapshots: the only place that knows whether it runs with -u or --ci. */
  readonly snapshotState?: { readonly _updateSnapshot?: 'all' | 'new' | 'none' };
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- this is how matchers are made known to expect's type
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- all declarations of an interface have the same parameters
    interface Matchers<R, T = {}> {
      /** A finding of this code was reported and not acknowledged. */
      toHaveFinding(code: string, expectation?: FindingExpectation): R;
      /** Nothing was reported that was not acknowledged. */
      toHaveNoFindings(): R;
      /** A folder of real files holds what was synthesized; `jest -u` writes it. */
      toMatchTree(folder: string): R;
    }
  }
}
