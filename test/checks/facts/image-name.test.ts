import { imageName } from '../../../lib/checks/facts/image-name';

test.each([
  ['redis', 'docker.io', 'library/redis', undefined],
  ['redis:7.4', 'docker.io', 'library/redis', '7.4'],
  ['bitnami/redis', 'docker.io', 'bitnami/redis', undefined],
  ['docker.io/redis', 'docker.io', 'library/redis', undefined],
  ['index.docker.io/library/redis', 'docker.io', 'library/redis', undefined],
  ['localhost/cart', 'localhost', 'cart', undefined],
  ['registry:5000/cart:1', 'registry:5000', 'cart', '1'],
  ['ghcr.io/a/b/c:v1', 'ghcr.io', 'a/b/c', 'v1'],
])('%s', (text, registry, repository, tag) => {
  expect(imageName(text)).toEqual({ registry, repository, ...(tag !== undefined && { tag }) });
});

test('a tag beside a digest', () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  expect(imageName(`redis:7@${digest}`)).toEqual({
    registry: 'docker.io',
    repository: 'library/redis',
    tag: '7',
    digest,
  });
});
