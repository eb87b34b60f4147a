import { App } from 'cdk8s';
import { Environment } from '../../../lib/constructs/base';
import { Ingress, KubernetesCluster, type ExistingClusterProps } from '../../../lib/constructs/kubernetes';
import { findingsOf, synthesized } from '../../assembly/synthesize/program';

function lab(props: Partial<ExistingClusterProps> = {}): Environment {
  const environment = new Environment(new App(), 'lab');
  KubernetesCluster.existing(environment, 'kubernetes', { version: '1.36', enforcer: 'kube-router', ...props });
  return environment;
}

function factsOf(props: Partial<ExistingClusterProps>): unknown {
  const environment = lab(props);
  expect(findingsOf(environment)).toBe('');
  return synthesized(environment).assembly.resources['_cluster/plinth/kubernetes-cluster/kubernetes']?.spec;
}

const defaults = {
  name: 'kubernetes',
  version: '1.36',
  enforcer: 'kube-router',
  storageClasses: [],
  ingress: { kind: 'none' },
  metrics: false,
  dns: { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' } },
};

test('of an existing cluster only what was said is known; the rest is the least that can be relied on', () => {
  expect(factsOf({})).toEqual(defaults);
});

test.each<[string, Partial<ExistingClusterProps>, object]>([
  ['the minor', { version: '1.34' }, { version: '1.34' }],
  ['the enforcer', { enforcer: 'none' }, { enforcer: 'none' }],
  ['pods', { podRange: '10.244.0.0/16' }, { podRange: '10.244.0.0/16' }],
  ['services, in canonical form', { serviceRange: 'FD00:0::/108' }, { serviceRange: 'fd00::/108' }],
  [
    'storage',
    { storageClasses: [{ name: 'fast', default: true }] },
    { storageClasses: [{ name: 'fast', default: true }] },
  ],
  ['metrics', { metrics: true }, { metrics: true }],
  ['registries', { registries: ['registry.example.com'] }, { registries: ['registry.example.com'] }],
  ['nodes', { nodes: { count: 3, zones: ['a', 'b'] } }, { nodes: { count: 3, zones: ['a', 'b'] } }],
  [
    'DNS',
    { dns: { namespace: 'dns', podLabels: { app: 'coredns' } } },
    { dns: { namespace: 'dns', podLabels: { app: 'coredns' } } },
  ],
  [
    'monitoring',
    { monitoring: { namespace: 'monitoring', podLabels: { app: 'prometheus' } } },
    { monitoring: { namespace: 'monitoring', podLabels: { app: 'prometheus' } } },
  ],
  [
    'a gateway',
    { ingress: Ingress.gateway({ name: 'public', namespace: 'infra', podLabels: { app: 'traefik' } }) },
    { ingress: { kind: 'gateway', name: 'public', namespace: 'infra', podLabels: { app: 'traefik' } } },
  ],
  [
    'a gateway of a class',
    { ingress: Ingress.gateway({ name: 'public', namespace: 'infra', className: 'traefik', podLabels: {} }) },
    { ingress: { kind: 'gateway', name: 'public', namespace: 'infra', className: 'traefik', podLabels: {} } },
  ],
])('what is said of %s is a fact of the assembly', (_, props, expected) => {
  expect(factsOf(props)).toEqual({ ...defaults, ...expected });
});

test('a range with host bits is refused where it is written', () => {
  expect(() => lab({ podRange: '10.244.3.0/16' })).toThrow('"10.244.3.0/16" has host bits set.');
});

describe('kubernetes-version', () => {
  test.each(['1.33', '1.36.2', 'v1.36'])('%s is no minor that this Plinth knows', (version) => {
    expect(findingsOf(lab({ version: version as '1.36' }))).toContain(
      `why  The cluster has version "${version}"; this Plinth knows 1.34, 1.35, 1.36.`,
    );
  });

  test('the finding says what to write', () => {
    expect(findingsOf(lab({ version: '1.37' as '1.36' }))).toMatchInlineSnapshot(`
      "error kubernetes-version: a cluster has a version that Plinth does not know
        at   lab: KubernetesCluster.existing(environment, 'kubernetes', { version: '1.36', enforcer: 'kube-router', ...props });
        why  The cluster has version "1.37"; this Plinth knows 1.34, 1.35, 1.36.
        fix  Upgrade the cluster to one of them, or use a Plinth that knows its version."
    `);
  });
});
