import type { Finding, Severity } from '../core';
import { plainStyles, type Styles } from './styles';
import { wrapped } from './wrap';

export interface TextOptions {
  /** Characters in a line. @default 120 */
  readonly width?: number;
  /** @default - no colours */
  readonly styles?: Styles;
}

/** Where the text of a line begins, after its label. */
const indent = '        ';
/** Sources stand under each other, also in a report with one finding. */
const leastPath = 17;
const mostPath = 60;

/** Findings for people: code and summary, where, why, and what to write instead; one empty line between two. */
export function findingsText(findings: readonly Finding[], options: TextOptions = {}): string {
  const lengths = findings.map(({ path }) => path.length).filter((length) => length <= mostPath);
  const pathWidth = Math.max(leastPath, ...lengths);
  return findings.map((finding) => findingText(finding, pathWidth, options)).join('\n');
}

function findingText(finding: Finding, pathWidth: number, { width = 120, styles = plainStyles }: TextOptions): string {
  const { code, severity, summary, detail, fix } = finding;
  const place = placeOf(finding, pathWidth);
  const line = (label: string, text: string): string =>
    wrapped(text, width - indent.length)
      .map((part, index) => `${index === 0 ? `  ${styles.faint(label)}   ` : indent}${part}`.trimEnd())
      .join('\n');
  return [
    `${styles[severity](severity)}  ${styles.strong(code)}: ${summary}`,
    ...(place === '' ? [] : [`  ${styles.faint('at')}    ${place}`]),
    line('why', detail),
    line('fix', fix),
    '',
  ].join('\n');
}

/** A value that could not even be made has no path, and what is read from dist/ has no source. */
function placeOf({ path, source }: Finding, width: number): string {
  if (source === undefined) return path;
  return path === '' ? source : `${path.padEnd(width)}   ${source}`;
}

/** `2 errors, 1 warning`; empty for none. */
export function countsText(findings: readonly Finding[]): string {
  const counts = (['error', 'warning', 'info'] as const).map((severity) => countText(findings, severity));
  return counts.filter((text) => text !== '').join(', ');
}

function countText(findings: readonly Finding[], severity: Severity): string {
  const count = findings.filter((one) => one.severity === severity).length;
  if (count === 0) return '';
  const plural = severity === 'info' || count === 1 ? severity : `${severity}s`;
  return `${String(count)} ${plural}`;
}
