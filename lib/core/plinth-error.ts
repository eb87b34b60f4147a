import { finding, type Finding, type FindingKind } from './finding';

/**
 * Thrown where a program cannot go on: a value that cannot be made, or a synthesis whose findings include errors.
 *
 * Carries findings, so that a thrown mistake reads like any other.
 */
export class PlinthError extends Error {
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(findings.map((f) => `${f.code}: ${f.summary}\n  why  ${f.detail}\n  fix  ${f.fix}`).join('\n'));
    this.name = 'PlinthError';
    this.findings = findings;
  }

  /** An error with one finding; the place is added by whoever catches it and knows the construct. */
  static of(kind: FindingKind, detail: string, fix: string, path = ''): PlinthError {
    return new PlinthError([finding(kind, { path, detail, fix })]);
  }
}

/** What a value says against being made, as it is thrown; nothing where it can be made. */
export function objectionsTo(make: () => unknown): readonly Finding[] {
  try {
    make();
    return [];
  } catch (error) {
    if (error instanceof PlinthError) return error.findings;
    throw error;
  }
}
