import type { Finding } from '../core';
import { findingsText } from '../report';
import type { FindingExpectation, MatcherResult } from './jest-types';

/** `expect(synthesis).toHaveFinding(code, { path, detail })`: exactly this is wrong, perhaps among other things. */
export function toHaveFinding(received: unknown, code: string, expectation: FindingExpectation = {}): MatcherResult {
  const findings = findingsIn(received);
  const ofCode = findings.filter((finding) => finding.code === code);
  const matching = ofCode.filter((finding) => isAsExpected(finding, expectation));
  const pass = matching.length > 0;
  const wanted = `${code}${expectationText(expectation)}`;
  return {
    pass,
    message: () => {
      if (pass) return `Expected no finding ${wanted}, but there is:\n\n${findingsText(matching)}`;
      if (ofCode.length > 0)
        return `Expected a finding ${wanted}, but the only ones of this code are:\n\n${findingsText(ofCode)}`;
      return `Expected a finding ${wanted}, but ${allText(findings)}`;
    },
  };
}

/** `expect(synthesis).toHaveNoFindings()`: nothing is wrong that was not acknowledged. */
export function toHaveNoFindings(received: unknown): MatcherResult {
  const findings = findingsIn(received);
  const pass = findings.length === 0;
  return {
    pass,
    message: () =>
      pass
        ? 'Expected findings, but there are none.'
        : `Expected no findings, but there are:\n\n${findingsText(findings)}`,
  };
}

/** A synthesis, an error that carries findings, or a list of them. */
function findingsIn(received: unknown): readonly Finding[] {
  const findings: unknown =
    typeof received === 'object' && received !== null && 'findings' in received ? received.findings : received;
  if (Array.isArray(findings)) return findings as readonly Finding[];
  throw new TypeError('expected what synthesize() returns, a PlinthError, or a list of findings');
}

function isAsExpected(finding: Finding, { path, severity, detail }: FindingExpectation): boolean {
  if (path !== undefined && finding.path !== path) return false;
  if (severity !== undefined && finding.severity !== severity) return false;
  if (detail === undefined) return true;
  return typeof detail === 'string' ? finding.detail.includes(detail) : detail.test(finding.detail);
}

function expectationText({ path, severity, detail }: FindingExpectation): string {
  return [
    severity === undefined ? '' : ` of severity ${severity}`,
    path === undefined ? '' : ` at ${path}`,
    detail === undefined ? '' : ` that says ${typeof detail === 'string' ? JSON.stringify(detail) : String(detail)}`,
  ].join('');
}

function allText(findings: readonly Finding[]): string {
  return findings.length === 0 ? 'there are no findings.' : `there are only:\n\n${findingsText(findings)}`;
}
