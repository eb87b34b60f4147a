import type { Assembly } from '../model/assembly';

/** The text of `facts/acknowledged.md`, a Markdown list; undefined where nothing was acknowledged. */
export function acknowledgedText({ acknowledgements, environment }: Assembly): string | undefined {
  if (acknowledgements.length === 0) return undefined;
  const items = acknowledgements.map(({ code, on, reason }) => {
    const where = on === '' ? `all of ${environment.name}` : on;
    return `- \`${code}\` on ${where}: ${reason.replace(/\s+/g, ' ').trim()}\n`;
  });
  const head = '# Findings and deviations that the authors accepted: code, on what, and why';
  return `${head}\n\n${[...new Set(items)].sort().join('')}`;
}
