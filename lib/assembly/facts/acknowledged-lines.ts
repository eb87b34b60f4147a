import type { Assembly } from '../model/assembly';

export const acknowledgedHead: readonly string[] = ['Findings and deviations that authors accepted'];

/** Each acknowledgement as an item of a Markdown list. */
export function acknowledgedLines({ acknowledgements, environment }: Assembly): readonly string[] {
  return acknowledgements.map(
    ({ code, on, reason }) => `- \`${code}\` on ${on === '' ? `all of ${environment.name}` : on}: ${reason}`,
  );
}
