import type { Duration } from 'cdk8s';

/** A duration as Go writes it, in its largest whole unit: `45s`, `8760h`. */
export function durationText(duration: Duration): string {
  const seconds = duration.toSeconds();
  if (seconds !== 0 && seconds % 3600 === 0) return `${String(seconds / 3600)}h`;
  return seconds !== 0 && seconds % 60 === 0 ? `${String(seconds / 60)}m` : `${String(seconds)}s`;
}
