import { Version } from '../../lib/core';
import { containerdFor, isContainerdTooOld, kubernetesMinors } from '../../lib/kube-api';

test.each(kubernetesMinors)('Kubernetes %s has a containerd', (minor) => {
  expect(containerdFor(minor)).not.toEqual([]);
});

test.each([
  ['the oldest patch of its line', '1.35', '2.1.5', false],
  ['one before it', '1.35', '2.1.4', true],
  ['a line that is not named, before the newest', '1.36', '2.1.6', true],
  ['a line that came later', '1.36', '3.0.0', false],
  ['any for a minor that nobody knows', '1.99', '1.0.0', false],
])('%s: Kubernetes %s with containerd %s', (_, minor, release, isTooOld) => {
  expect(isContainerdTooOld(minor, Version.parse(release))).toBe(isTooOld);
});
