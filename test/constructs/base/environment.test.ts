import { App, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { Environment, environmentOf, isEnvironment, Stack } from '../../../lib/constructs/base';
import { KubernetesCluster } from '../../../lib/constructs/kubernetes';
import { findingsOf, printed, production, synthesized } from '../../assembly/synthesize/program';

const quota = { quota: { cpu: '1', memory: Size.gibibytes(1) } };

describe('an environment', () => {
  test('is of the tier production unless said otherwise', () => {
    const app = new App();

    expect(new Environment(app, 'live').tier).toBe('production');
    expect(new Environment(app, 'lab', { tier: 'development' }).tier).toBe('development');
  });

  test('gives its name, tier and the facts of its own cluster to the assembly', () => {
    const { assembly, findings } = synthesized(production());

    expect(printed(findings)).toBe('');
    expect(assembly.environment).toEqual({ name: 'production', tier: 'production', versions: {} });
    expect(Object.keys(assembly.resources)).toEqual(['_cluster/plinth/kubernetes-cluster/kubernetes']);
  });

  test('is found from everything inside, and nowhere else', () => {
    const environment = production();
    const inside = new Construct(new Stack(environment, 'shop'), 'inside');

    expect(Environment.of(inside)).toBe(environment);
    expect([Environment.isEnvironment(environment), isEnvironment(inside), isEnvironment(undefined)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(() => environmentOf(new Construct(new App(), 'outside'))).toThrow(
      '"outside" stands in no Environment: create it under one',
    );
  });

  test('says that its cluster is missing to whoever asks too early', () => {
    expect(() => new Environment(new App(), 'lab').cluster).toThrow(
      'the environment "lab" has no cluster yet: declare one in it, or pass one as { cluster }',
    );
  });
});

describe('cluster-missing', () => {
  test('an environment with parts and nothing to run them in', () => {
    const lab = new Environment(new App(), 'lab');
    new Stack(lab, 'shop');

    expect(findingsOf(lab)).toMatchInlineSnapshot(`
      "error cluster-missing: an environment has no cluster
        at   lab: const lab = new Environment(new App(), 'lab');
        why  The environment "lab" has a part and no cluster to run in.
        fix  Declare one, KubernetesCluster.existing(this, 'cluster', { version: '1.36', ... }), or pass another environment's: { cluster: shared.cluster }."
    `);
  });

  test('an empty environment needs none', () => {
    expect(findingsOf(new Environment(new App(), 'lab'))).toBe('');
  });

  test('the cluster may be declared after the stacks', () => {
    const lab = new Environment(new App(), 'lab');
    new Stack(lab, 'shop');
    KubernetesCluster.existing(lab, 'kubernetes', { version: '1.35', enforcer: 'kube-router' });
    const { assembly, findings } = synthesized(lab);

    expect(printed(findings)).toBe('');
    expect(assembly.resources['_cluster/core/Namespace/shop']).toMatchObject({
      spec: { metadata: { labels: { 'pod-security.kubernetes.io/enforce-version': 'v1.35' } } },
    });
  });
});

describe('cluster-second', () => {
  test('two clusters in an environment', () => {
    const environment = production();
    KubernetesCluster.existing(environment, 'second', { version: '1.36', enforcer: 'cilium' });

    expect(findingsOf(environment)).toMatchInlineSnapshot(`
      "error cluster-second: an environment has two clusters
        at   production: KubernetesCluster.existing(environment, 'second', { version: '1.36', enforcer: 'cilium' });
        why  "production/second" is declared, but the environment runs in "production/kubernetes" already.
        fix  Use an environment for each cluster."
    `);
  });

  test('a cluster of its own beside the one that it is a tenant of', () => {
    const app = new App();
    const shared = production('1.36', app);
    const staging = new Environment(app, 'staging', { cluster: shared.cluster, namespaces: quota });
    KubernetesCluster.existing(staging, 'own', { version: '1.36', enforcer: 'cilium' });

    expect(findingsOf(staging)).toMatchInlineSnapshot(`
      "error cluster-second: an environment has two clusters
        at   staging: KubernetesCluster.existing(staging, 'own', { version: '1.36', enforcer: 'cilium' });
        why  "staging/own" is declared, but the environment runs in "production/kubernetes" already.
        fix  Use an environment for each cluster."
    `);
    expect(findingsOf(shared)).toBe('');
  });
});

describe('a tenant', () => {
  function tenant(): { readonly shared: Environment; readonly staging: Environment } {
    const app = new App();
    const shared = production('1.36', app);
    return {
      shared,
      staging: new Environment(app, 'staging', { tier: 'staging', cluster: shared.cluster, namespaces: quota }),
    };
  }

  test('holds the owner’s name and a copy of the facts, and no cluster of its own', () => {
    const { shared, staging } = tenant();
    const { assembly } = synthesized(staging);

    expect(assembly.environment).toEqual({
      name: 'staging',
      tier: 'staging',
      tenancy: { environment: 'production', facts: shared.cluster.facts },
      versions: {},
    });
    expect(Object.keys(assembly.resources)).toEqual([]);
    expect([shared.isTenant, staging.isTenant]).toEqual([false, true]);
  });

  test('has namespaces that begin with its name, in identities that compare with any other environment', () => {
    const { shared, staging } = tenant();
    const [theirs, ours] = [new Stack(staging, 'shop'), new Stack(shared, 'shop')];
    const { assembly } = synthesized(staging);

    expect([theirs.namespace, ours.namespace]).toEqual(['staging-shop', 'shop']);
    expect(assembly.resources['_cluster/core/Namespace/shop']).toMatchObject({
      owner: 'shop',
      spec: { metadata: { name: 'staging-shop' } },
    });
    expect(Object.keys(synthesized(shared).assembly.resources)).toEqual(
      expect.arrayContaining(['_cluster/core/Namespace/shop', 'shop/networking.k8s.io/NetworkPolicy/default-deny']),
    );
  });

  test('of its own cluster is no tenant', () => {
    const environment = production();

    expect(environment.isTenant).toBe(false);
  });

  test('without a quota may use the whole cluster, which is a finding', () => {
    const app = new App();
    const shared = production('1.36', app);
    const staging = new Environment(app, 'staging', { cluster: shared.cluster });
    new Stack(staging, 'shop');

    expect(findingsOf(staging)).toMatchInlineSnapshot(`
      "error tenant-without-quota: a tenant of a shared cluster has no quota
        at   staging/shop: new Stack(staging, 'shop');
        why  The namespace "staging-shop" is in the shared cluster "production/kubernetes" and may use all of it.
        fix  Give the stack or its environment a quota: namespaces: { quota: { cpu, memory } }, or acknowledge why none is needed."
    `);
  });

  test('with a quota for all stacks or for one has limits as well', () => {
    const { staging } = tenant();
    new Stack(staging, 'shop');
    new Stack(staging, 'jobs', { quota: { cpu: '2', memory: Size.gibibytes(2) } });
    const { assembly, findings } = synthesized(staging);

    expect(printed(findings)).toBe('');
    expect(Object.keys(assembly.resources).filter((id) => id.startsWith('shop/core'))).toEqual([
      'shop/core/LimitRange/limits',
      'shop/core/ResourceQuota/quota',
    ]);
    expect(assembly.resources['jobs/core/ResourceQuota/quota']).toMatchObject({
      spec: { spec: { hard: { 'requests.cpu': '2' } } },
    });
  });
});

describe('a name', () => {
  test('of an environment becomes a folder and the beginning of namespaces, so it is a label', () => {
    const environment = new Environment(new App(), 'Live_EU');

    expect(findingsOf(environment)).toMatchInlineSnapshot(`
      "error name-invalid: a name breaks the rules for names of its kind
        at   Live_EU: const environment = new Environment(new App(), 'Live_EU');
        why  The name of an environment, "Live_EU" may hold only lower-case letters, digits and "-", beginning and ending with a letter or digit.
        fix  Did you mean "live-eu"?"
    `);
  });

  test('of a tenant’s namespace is counted as a whole', () => {
    const app = new App();
    const shared = production('1.36', app);
    const name = 'a'.repeat(40);
    const staging = new Environment(app, name, { cluster: shared.cluster, namespaces: { ...quota, network: 'open' } });
    new Stack(staging, 'b'.repeat(30));

    expect(synthesized(staging).findings.map(({ code, detail }) => `${code}: ${detail}`)).toEqual([
      `name-invalid: The name of a stack and its namespace, "${name}-${'b'.repeat(30)}" has 71 characters; 63 are allowed.`,
    ]);
  });
});
