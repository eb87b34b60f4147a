import { Version } from '../../../core';
import { containerdFor, isContainerdTooOld } from '../../../kube-api';

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
  { release: '2.2.1', runc: '1.3.4', cniPlugins: '1.8.0' },
  { release: '2.2.9', runc: '1.3.6', cniPlugins: '1.9.0' },
  { release: '2.3.4', runc: '1.4.3', cniPlugins: '1.9.1' },
  { release: '2.3.6', runc: '1.5.1', cniPlugins: '1.9.1' },
];

/** crictl has the minor of the Kubernetes that it is for: https://github.com/kubernetes-sigs/cri-tools#current-status */
export const crictlForKubernetes: Readonly<Record<string, string>> = {
  '1.34': '1.34.0',
  '1.35': '1.35.0',
  '1.36': '1.36.0',
};

/** The releases that go with a Kubernetes, oldest first; none where it is not known. */
export function releasesFor(kubernetes: string): readonly string[] {
  if (containerdFor(kubernetes).length === 0) return [];
  return containerdReleases
    .map(({ release }) => release)
    .filter((release) => !isContainerdTooOld(kubernetes, Version.parse(release)));
}

/** What is installed beside a release: where nobody knows it, what the newest known before it has. */
export function besides(release: string): Omit<ContainerdRelease, 'release'> {
  const [oldest, ...later] = containerdReleases;
  if (!oldest) throw new Error('no release of containerd is known');
  return later.filter((known) => !isOlder(release, known.release)).at(-1) ?? oldest;
}

function isOlder(release: string, than: string): boolean {
  return Version.parse(release).compare(Version.parse(than)) < 0;
}
