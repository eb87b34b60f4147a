import { nearestName } from '../../lib/core/nearest-name';

describe('nearestName', () => {
  test.each([
    ['one letter too many', 'imagee', ['name', 'image', 'images-by'], 'image'],
    ['one letter missing', 'replcas', ['replicas', 'revisionHistoryLimit'], 'replicas'],
    ['one letter wrong', 'strateqy', ['strategy', 'selector'], 'strategy'],
    ['two letters swapped', 'prots', ['ports', 'pods'], 'ports'],
    ['another case', 'livenessprobe', ['livenessProbe', 'readinessProbe'], 'livenessProbe'],
    ['another case of several letters', 'CLUSTERIP', ['clusterIP', 'clusterIPs'], 'clusterIP'],
    ['a third of the letters wrong', 'kubxxet', ['kubelet'], 'kubelet'],
    ['a short name', 'envs', ['env', 'args'], 'env'],
    ['the first of two that are equally near', 'ca', ['cat', 'car'], 'cat'],
  ])('finds %s', (_, name, candidates, expected) => {
    expect(nearestName(name, candidates)).toBe(expected);
  });

  test.each([
    ['more than a third of the letters wrong', 'kuxxxet', ['kubelet']],
    ['another word of the same length', 'image', ['ports']],
    ['every letter wrong', 'a', ['b']],
    ['no candidates', 'image', []],
  ])('finds nothing for %s', (_, name, candidates) => {
    expect(nearestName(name, candidates)).toBeUndefined();
  });
});
