import { containerdProblems, containerdReleases, type ContainerdRelease } from '../../host-readers/containerd';
import type { HostText } from '../host-texts';
import { distinct, oneByOne, type HostReader } from '../reading';

/** By the release that the host gets. */
export const containerd: HostReader = (texts) =>
  oneByOne(distinct(texts, releaseOf), (text) => containerdProblems(text.text, releaseOf(text)));

function releaseOf({ view }: HostText): ContainerdRelease {
  const { version = '' } = view.resourcesOf('package').find(({ spec }) => spec.name === 'containerd')?.spec ?? {};
  const release = containerdReleases.find((known) => version.startsWith(`${known}.`));
  if (release === undefined) throw new Error(`${view.name} has no containerd that is known here: "${version}".`);
  return release;
}
