import { App, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { toYaml } from '../../../lib/assembly';
import { Environment, isStack, Stack, stackOf, type StackProps } from '../../../lib/constructs/base';
import { KubernetesCluster } from '../../../lib/constructs/kubernetes';
import { Secret } from '../../../lib/core';
import { findingsOf, production } from '../../assembly/synthesize/program';
import { manifestsOf } from './example';

/** The objects of a stack `shop` as files. */
function filesOf(props: StackProps, environment: Environment = production()): string {
  const shop = new Stack(environment, 'shop', props);
  expect(findingsOf(shop)).toBe('');
  return manifestsOf(shop)
    .map((manifest) => toYaml(manifest))
    .join('---\n');
}

function kindsOf(props: StackProps): readonly string[] {
  return [...filesOf(props).matchAll(/^kind: (.*)\n(?:.*\n)*? {2}name: (.*)$/gm)].map(
    ([, kind = '', name = '']) => `${kind} ${name}`,
  );
}

describe('a namespace is safe by default', () => {
  test('restricted pods, nothing in or out but DNS', () => {
    expect(filesOf({})).toMatchInlineSnapshot(`
      "apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          app.kubernetes.io/managed-by: plinth
          app.kubernetes.io/part-of: shop
          pod-security.kubernetes.io/enforce: restricted
          pod-security.kubernetes.io/enforce-version: v1.36
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: allow-dns
        namespace: shop
        labels:
          app.kubernetes.io/managed-by: plinth
          app.kubernetes.io/part-of: shop
      spec:
        podSelector: {}
        egress:
          - ports:
              - protocol: UDP
                port: 53
              - protocol: TCP
                port: 53
            to:
              - podSelector:
                  matchLabels:
                    k8s-app: kube-dns
                namespaceSelector:
                  matchLabels:
                    kubernetes.io/metadata.name: kube-system
        policyTypes:
          - Egress
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: default-deny
        namespace: shop
        labels:
          app.kubernetes.io/managed-by: plinth
          app.kubernetes.io/part-of: shop
      spec:
        podSelector: {}
        policyTypes:
          - Ingress
          - Egress
      "
    `);
  });

  test('its names and labels are those of the stack, and both are in the identity of its parts', () => {
    const shop = new Stack(production(), 'shop');

    expect([shop.namespace, shop.labels]).toEqual([
      'shop',
      { 'app.kubernetes.io/part-of': 'shop', 'app.kubernetes.io/managed-by': 'plinth' },
    ]);
  });
});

describe('each default is switched off by one property', () => {
  test('network: open writes no policy at all', () => {
    expect(kindsOf({ network: 'open' })).toEqual(['Namespace shop']);
  });

  test.each(['baseline', 'privileged'] as const)('podSecurity: %s', (podSecurity) => {
    expect(filesOf({ podSecurity, network: 'open' })).toContain(`pod-security.kubernetes.io/enforce: ${podSecurity}\n`);
  });

  test('what the stack says goes before what its environment says', () => {
    const environment = new Environment(new App(), 'production', {
      namespaces: { podSecurity: 'baseline', network: 'open' },
    });
    KubernetesCluster.existing(environment, 'kubernetes', { version: '1.36', enforcer: 'kube-router' });
    const [first, second] = [
      new Stack(environment, 'first'),
      new Stack(environment, 'second', { network: 'isolated' }),
    ];

    expect([first.settings.podSecurity, first.settings.network]).toEqual(['baseline', 'open']);
    expect([second.settings.podSecurity, second.settings.network]).toEqual(['baseline', 'isolated']);
  });
});

describe('what a namespace may use', () => {
  test('a quota and limits', () => {
    const quota = { cpu: Cpu.units(4), memory: Size.gibibytes(8), pods: 20, storage: Size.gibibytes(100) };
    const limits = {
      defaultCpuRequest: '50m',
      defaultMemoryRequest: Size.mebibytes(64),
      defaultMemoryLimit: Size.kibibytes(100_000),
    };

    expect(filesOf({ network: 'open', quota, limits }).split('---\n').slice(1).join('---\n')).toMatchInlineSnapshot(`
      "apiVersion: v1
      kind: LimitRange
      metadata:
        name: limits
        namespace: shop
        labels:
          app.kubernetes.io/managed-by: plinth
          app.kubernetes.io/part-of: shop
      spec:
        limits:
          - type: Container
            default:
              memory: 100000Ki
            defaultRequest:
              cpu: 50m
              memory: 64Mi
      ---
      apiVersion: v1
      kind: ResourceQuota
      metadata:
        name: quota
        namespace: shop
        labels:
          app.kubernetes.io/managed-by: plinth
          app.kubernetes.io/part-of: shop
      spec:
        hard:
          limits.memory: 8Gi
          pods: "20"
          requests.cpu: "4"
          requests.memory: 8Gi
          requests.storage: 100Gi
      "
    `);
  });

  test('a quota without pods and storage limits neither', () => {
    const text = filesOf({ network: 'open', quota: { cpu: '1.5', memory: Size.mebibytes(1536) } });

    expect(text).toContain('requests.memory: 1536Mi');
    expect(text).not.toMatch(/pods:|storage:/);
  });

  test('an amount of CPU that is none is refused where it is written', () => {
    expect(() => filesOf({ quota: { cpu: '1 core', memory: Size.gibibytes(1) } })).toThrow(
      '"1 core" is no amount of CPU.',
    );
  });
});

describe('who may work in it', () => {
  test.each([
    ['production', undefined, 'view'],
    ['development', undefined, 'edit'],
    ['production', 'admin', 'admin'],
  ] as const)('in %s a team with access %s gets %s', (tier, access, role) => {
    const environment = new Environment(new App(), 'one', { tier });
    KubernetesCluster.existing(environment, 'kubernetes', { version: '1.36', enforcer: 'kube-router' });
    const text = filesOf({ network: 'open', teams: [{ group: 'oidc:shop', ...(access && { access }) }] }, environment);

    expect(text).toContain(`kind: ClusterRole\n  name: ${role}\n`);
  });

  test('as a role binding to the group', () => {
    const teams = [{ group: 'oidc:Shop Team' }];

    expect(filesOf({ network: 'open', teams }).split('---\n')[1]).toMatchInlineSnapshot(`
      "apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: oidc-shop-team-view
        namespace: shop
        labels:
          app.kubernetes.io/managed-by: plinth
          app.kubernetes.io/part-of: shop
      subjects:
        - kind: Group
          apiGroup: rbac.authorization.k8s.io
          name: oidc:Shop Team
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: view
      "
    `);
  });

  test('several teams have a binding each', () => {
    expect(
      kindsOf({ network: 'open', teams: [{ group: 'a' }, { group: 'a', access: 'edit' }, { group: 'b' }] }),
    ).toEqual(['Namespace shop', 'RoleBinding a-edit', 'RoleBinding a-view', 'RoleBinding b-view']);
  });
});

describe('where its images come from', () => {
  test('credentials stand on the default service account, by reference', () => {
    const imagePullSecrets = [Secret.existing('registry'), Secret.existing('mirror')];

    expect(filesOf({ network: 'open', imagePullSecrets }).split('---\n')[1]).toMatchInlineSnapshot(`
      "apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: default
        namespace: shop
        labels:
          app.kubernetes.io/managed-by: plinth
          app.kubernetes.io/part-of: shop
      imagePullSecrets:
        - name: registry
        - name: mirror
      automountServiceAccountToken: false
      "
    `);
  });
});

describe('the policies of isolation follow the cluster', () => {
  test('DNS is where the cluster says, also when it is declared later', () => {
    const environment = new Environment(new App(), 'production');
    const shop = new Stack(environment, 'shop');
    const dns = { namespace: 'dns', podLabels: { app: 'coredns' } };
    KubernetesCluster.existing(environment, 'kubernetes', { version: '1.36', enforcer: 'kube-router', dns });
    const allowDns = manifestsOf(shop).find(({ metadata }) => metadata.name === 'allow-dns');

    expect(allowDns?.['spec']).toMatchObject({
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'dns' } },
              podSelector: { matchLabels: { app: 'coredns' } },
            },
          ],
        },
      ],
    });
  });
});

describe('a construct finds the stack that it stands in', () => {
  test('the innermost one', () => {
    const shop = new Stack(production(), 'shop');
    const inner = new Stack(new Construct(shop, 'group'), 'payments');

    expect([Stack.of(shop), Stack.of(inner), stackOf(new Construct(inner, 'x'))]).toEqual([shop, inner, inner]);
    expect([isStack(shop), isStack(shop.environment), isStack(null)]).toEqual([true, false, false]);
  });

  test('and says so where there is none', () => {
    expect(() => stackOf(production())).toThrow('"production" stands in no Stack: create it under one');
    expect(() => new Stack(new App(), 'shop')).toThrow('"" stands in no Environment: create it under one');
  });
});
