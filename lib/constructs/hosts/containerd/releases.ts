import { Version } from '../../../core';

/** A release of containerd with what is installed beside it. */
export interface ContainerdRelease {
  readonly release: string;
  readonly runc: string;
  readonly cniPlugins: string;
}

/**
 * The releases that Plinth knows, oldest first.
 *
 * runc: `script/setup/runc-version` at the release's tag of https://github.com/containerd/containerd. Plugins: its go.mod; where
 * kubespray pairs it with another release, for which there is a digest, that one (artifact/known-digests.ts).
 */
export const containerdReleases: readonly ContainerdRelease[] = [
  { release: '2.1.6', runc: '1.3.4', cniPlugins: '1.8.0' },
  { release: '2.1.9', runc: '1.3.6', cniPlugins: '1.9.0' },
  { release: '2.2.1', runc: '1.3.4', cniPlugins: '1.8.0' },
  { release: '2.2.9', runc: '1.3.6', cniPlugins: '1.9.0' },
  { release: '2.3.4', runc: '1.4.3', cniPlugins: '1.9.1' },
];

/**
 * The first release of each line that goes with a Kubernetes:
 * https://github.com/containerd/containerd/blob/v2.3.4/RELEASES.md#kubernetes-support
 */
export const containerdForKubernetes: Readonly<Record<string, readonly string[]>> = {
  '1.34': ['1.7.28', '2.0.6', '2.1.3'],
  '1.35': ['1.7.28', '2.1.5', '2.2.0'],
  '1.36': ['2.2.0', '2.3.0'],
};

/** crictl has the minor of the Kubernetes that it is for: https://github.com/kubernetes-sigs/cri-tools#current-status */
export const crictlForKubernetes: Readonly<Record<string, string>> = {
  '1.34': '1.34.0',
  '1.35': '1.35.0',
  '1.36': '1.36.0',
};

/** The releases that containerd's own matrix lists for a Kubernetes, oldest first. */
export function releasesFor(kubernetes: string): readonly string[] {
  return containerdReleases.map(({ release }) => release).filter((release) => isListed(release, kubernetes));
}

/** What is installed beside a release: the newest known of its line where the release itself is not known. */
export function besides(release: string): ContainerdRelease {
  const known = containerdReleases.find((each) => each.release === release);
  const older = containerdReleases.filter((each) => compareLines(each.release, release) <= 0).at(-1);
  const [oldest] = containerdReleases;
  const nearest = known ?? older ?? oldest;
  if (!nearest) throw new Error('no release of containerd is known');
  return { ...nearest, release };
}

function isListed(release: string, kubernetes: string): boolean {
  return (containerdForKubernetes[kubernetes] ?? []).some(
    (first) => compareLines(release, first) === 0 && Version.parse(release).compare(Version.parse(first)) >= 0,
  );
}

function compareLines(a: string, b: string): number {
  return Version.parse(Version.parse(a).minorLine).compare(Version.parse(Version.parse(b).minorLine));
}
