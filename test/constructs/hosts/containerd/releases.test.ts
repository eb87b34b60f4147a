import {
  besides,
  containerdReleases,
  crictlForKubernetes,
  releasesFor,
} from '../../../../lib/constructs/hosts/containerd/releases';

test.each([
  ['1.34', ['2.1.6', '2.2.1', '2.2.9', '2.3.4', '2.3.6']],
  ['1.35', ['2.1.6', '2.2.1', '2.2.9', '2.3.4', '2.3.6']],
  ['1.36', ['2.2.1', '2.2.9', '2.3.4', '2.3.6']],
  ['1.10', []],
])('releases for Kubernetes %s', (kubernetes, releases) => {
  expect(releasesFor(kubernetes)).toEqual(releases);
});

test('every Kubernetes that has crictl has containerd', () => {
  for (const kubernetes of Object.keys(crictlForKubernetes)) expect(releasesFor(kubernetes)).not.toEqual([]);
});

test.each([
  ['2.2.9', '1.3.6'],
  // Of the newest known before it.
  ['2.2.5', '1.3.4'],
  ['2.9.0', containerdReleases.at(-1)?.runc],
  // Of the oldest, where there is none before it.
  ['1.7.28', '1.3.4'],
])('beside containerd %s stands runc %s', (release, runc) => {
  expect(besides(release).runc).toBe(runc);
});
