import { Version } from '../../core';

/** Whether a version comes before another one. */
export function isOlder(version: string, other: string): boolean {
  return Version.parse(version).compare(Version.parse(other)) < 0;
}
