import { renderDist, resourcesOf } from '../../../../lib/assembly';
import {
  contributeAptRepository,
  contributeHeldPackage,
  type AptRepositoryProps,
} from '../../../../lib/constructs/hosts';
import { synthesized } from '../../kubernetes/world';
import { poolWith } from '../layer';

const kubernetes: AptRepositoryProps = {
  ...{ name: 'kubernetes', uri: 'https://pkgs.example.com/v1.36/deb/', suite: '/' },
  key: '-----BEGIN PGP PUBLIC KEY BLOCK-----\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----',
};

function files(props: Partial<AptRepositoryProps> = {}): ReadonlyMap<string, string> {
  const environment = poolWith((into, pool) => contributeAptRepository(into, pool.place, { ...kubernetes, ...props }));
  return renderDist([synthesized(environment).assembly]);
}

const at = (path: string): string => `lab/hosts/control/files/etc/apt${path}`;

test('a repository is trusted by its own key alone', () => {
  expect(files().get(at('/sources.list.d/kubernetes.sources'))).toMatchInlineSnapshot(`
    "Types: deb
    URIs: https://pkgs.example.com/v1.36/deb/
    Suites: /
    Signed-By: /etc/apt/keyrings/kubernetes.asc
    "
  `);
  expect(files().get(at('/keyrings/kubernetes.asc'))).toBe(`${kubernetes.key}\n`);
});

test('a repository with suites has components', () => {
  expect(
    files({ suite: 'trixie', components: ['main', 'contrib'] }).get(at('/sources.list.d/kubernetes.sources')),
  ).toContain('Suites: trixie\nComponents: main contrib\n');
});

test('a held package stays at its version', () => {
  const { assembly } = synthesized(
    poolWith((into, pool) =>
      contributeHeldPackage(into, pool.place, { name: 'kubelet', version: '1.36.3-1.1', repository: 'kubernetes' }),
    ),
  );

  expect(resourcesOf(assembly, 'package').find(({ spec }) => spec.name === 'kubelet')?.spec).toMatchObject({
    version: '1.36.3-1.1',
    source: { kind: 'apt', hold: true, repository: 'kubernetes' },
  });
  expect(renderDist([assembly]).get(at('/preferences.d/kubelet.pref'))).toBe(
    'Package: kubelet\nPin: version 1.36.3-1.1\nPin-Priority: 1001\n',
  );
});
