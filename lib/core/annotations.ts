import type { IConstruct } from 'constructs';
import { findingKind, findingKinds, type FindingKind } from './finding';

export const acknowledgementInvalid = findingKind({
  code: 'acknowledgement-invalid',
  severity: 'error',
  summary: 'an acknowledgement cannot take effect',
  references: ['docs/findings.md'],
  acknowledgeable: false,
});

/** A finding that a construct reports about itself; its place is filled in when the tree is read. */
export interface Report {
  readonly kind: FindingKind;
  readonly detail: string;
  readonly fix: string;
}

/** A finding code that an author accepts from here downwards, and why. */
export interface AcknowledgedCode {
  readonly code: string;
  readonly reason: string;
}

const reports = new WeakMap<IConstruct, Report[]>();
const acknowledged = new WeakMap<IConstruct, AcknowledgedCode[]>();

/** Reports a finding about a construct. Nothing is thrown: all findings of a program are shown at once. */
export function report(construct: IConstruct, kind: FindingKind, detail: string, fix: string): void {
  push(reports, construct, { kind, detail, fix });
}

/** What a construct has reported. */
export function reportsOf(construct: IConstruct): readonly Report[] {
  return reports.get(construct) ?? [];
}

/**
 * Accepts a finding on a construct and everything in it, by code and with a reason.
 *
 * The acknowledgement is written to `facts/acknowledged.md`, where reviewers see it.
 */
export function acknowledge(construct: IConstruct, code: string, reason: string): void {
  const kind = findingKinds().find((known) => known.code === code);
  if (reason.trim() === '') {
    report(
      construct,
      acknowledgementInvalid,
      `The acknowledgement of "${code}" gives no reason.`,
      'Say in a sentence why it is right here.',
    );
  } else if (kind && !kind.acknowledgeable) {
    report(
      construct,
      acknowledgementInvalid,
      `"${code}" cannot be acknowledged.`,
      `See docs/findings.md#${code} for the ways out.`,
    );
  } else {
    push(acknowledged, construct, { code, reason });
  }
}

/** What was acknowledged on a construct itself. */
export function acknowledgedOn(construct: IConstruct): readonly AcknowledgedCode[] {
  return acknowledged.get(construct) ?? [];
}

function push<T>(map: WeakMap<IConstruct, T[]>, construct: IConstruct, value: T): void {
  const values = map.get(construct);
  if (values) values.push(value);
  else map.set(construct, [value]);
}
