/** `error` stops synthesis, `warning` is printed and lets it pass, `info` only appears where it is asked for. */
export type Severity = 'error' | 'warning' | 'info';

/** What a check says about one place of an environment. */
export interface Finding {
  /** Stable, documented in docs/findings.md. */
  readonly code: string;
  readonly severity: Severity;
  /** `<environment>/<stack>/<component>`, as far as the place is known. */
  readonly path: string;
  /** Where it was declared, `stacks/shop.ts:31`; absent when only dist/ is known. */
  readonly source?: string;
  /** Short, always the same for a code, without user data. */
  readonly summary: string;
  /** Both values, where each was declared, and why they cannot stand together. */
  readonly detail: string;
  /** What to write instead. */
  readonly fix: string;
  readonly references: readonly string[];
}

/** What is the same for every finding of a code. */
export interface FindingKind {
  readonly code: string;
  readonly severity: Severity;
  readonly summary: string;
  /** Documents that the rule comes from. */
  readonly references: readonly string[];
  /** Whether an author may keep the environment as it is, by code and with a reason. */
  readonly acknowledgeable: boolean;
}

/** The part of a finding that differs from place to place. */
export interface FindingPlace {
  readonly path: string;
  readonly source?: string | undefined;
  readonly detail: string;
  readonly fix: string;
}

const catalogue = new Map<string, FindingKind>();

/**
 * Declares a finding code, once, beside the rule that reports it.
 *
 * @throws Error when the code is taken: codes are what people acknowledge, search for and read about.
 */
export function findingKind(kind: FindingKind): FindingKind {
  if (catalogue.has(kind.code)) throw new Error(`finding code "${kind.code}" is declared twice`);
  const frozen = Object.freeze({ ...kind, references: Object.freeze([...kind.references]) });
  catalogue.set(kind.code, frozen);
  return frozen;
}

/** All codes declared by the rooms that are loaded, sorted. The test of docs/findings.md reads this. */
export function findingKinds(): readonly FindingKind[] {
  return [...catalogue.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Makes a finding of a kind at a place. */
export function finding(kind: FindingKind, place: FindingPlace): Finding {
  const { path, source, detail, fix } = place;
  const { code, severity, summary, references } = kind;
  return Object.freeze({
    code,
    severity,
    path,
    ...(source !== undefined && { source }),
    summary,
    detail,
    fix,
    references,
  });
}

/** Findings in the order in which they are always printed: by place, then by code, then by detail. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  const key = (f: Finding): string => `${f.path}\0${f.code}\0${f.detail}`;
  return [...findings].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
