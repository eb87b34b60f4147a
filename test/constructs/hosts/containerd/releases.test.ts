import {
  besides,
  containerdForKubernetes,
  containerdReleases,
  crictlForKubernetes,
  releasesFor,
} from '../../../../lib/constructs/hosts/containerd/releases';

test.each([
  ['1.34', ['2.1.6', '2.1.9']],
  ['1.35', ['2.1.6', '2.1.9', '2.2.1', '2.2.9']],
  ['1.36', ['2.2.1', '2.2.9', '2.3.4']],
  ['1.10', []],
])('releases for Kubernetes %s', (kubernetes, releases) => {
  expect(releasesFor(kubernetes)).toEqual(releases);
});

test('every Kubernetes has containerd and crictl', () => {
  expect(Object.keys(crictlForKubernetes)).toEqual(Object.keys(containerdForKubernetes));
  for (const kubernetes of Object.keys(containerdForKubernetes)) expect(releasesFor(kubernetes)).not.toEqual([]);
});

test('a release that nobody knows gets what the newest known before it has', () => {
  const newest = containerdReleases.at(-1);

  expect(besides('2.9.0')).toEqual({ ...newest, release: '2.9.0' });
  expect(besides('2.2.5')).toEqual({ release: '2.2.5', runc: '1.3.6', cniPlugins: '1.9.0' });
  expect(besides('1.7.28').runc).toBe('1.3.4');
});
