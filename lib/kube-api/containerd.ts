import { Version } from '../core';

/**
 * The oldest patch of each line of containerd for each minor of Kubernetes, oldest first: those of its RELEASES.md
 * (https://github.com/containerd/containerd/blob/v2.3.4/RELEASES.md#kubernetes-support), and lines that came later, which it
 * does not name for older minors: every maintained line is mended for any Kubernetes. Older lines that are not named do not
 * work. By the same file 2.1 is mended no more, and 2.2 until 2026-11-06.
 */
const oldestPatches: Readonly<Record<string, readonly string[]>> = {
  '1.34': ['1.7.28', '2.0.6', '2.1.3', '2.2.0', '2.3.0'],
  '1.35': ['1.7.28', '2.1.5', '2.2.0', '2.3.0'],
  '1.36': ['2.2.0', '2.3.0'],
};

/** The oldest releases of containerd that a minor of Kubernetes takes, one a line, oldest first; none where the minor is not known. */
export function containerdFor(minor: string): readonly string[] {
  return oldestPatches[minor] ?? [];
}

/** Whether a release is too old for a minor. One of a line that came after the table is not, and none is for an unknown minor. */
export function isContainerdTooOld(minor: string, release: Version): boolean {
  const oldest = containerdFor(minor).map((patch) => Version.parse(patch));
  const needed = oldest.find(({ minorLine }) => minorLine === release.minorLine) ?? oldest.at(-1);
  return needed !== undefined && release.compare(needed) < 0;
}
