import { synthesizeTree } from '../../../../lib/assembly';
import { check } from '../../../../lib/checks';
import {
  addLocalPathProvisioner,
  addMetricsServer,
  addTraefik,
  type GatewayCertificate,
} from '../../../../lib/constructs/kubernetes/add-ons';
import { factFiles } from '../../../../lib/assembly/facts';
import type { Environment } from '../../../../lib/constructs/base';
import { findings, manifest, synthesized } from '../world';
import { bare, controlPlane, workersIn } from './world';

const nodePorts = { http: 30080, https: 30443 };
const shop: GatewayCertificate = {
  listener: 'https',
  host: 'shop.example.com',
  secret: { name: 'shop-tls', namespace: 'shop' },
};

function withMetrics(verifies: boolean, tier: 'production' | 'staging' = 'staging'): Environment {
  const environment = bare(tier);
  addMetricsServer(environment, { verifyKubelets: () => verifies, controlPlane });
  return environment;
}

function withTraefik(certificates: readonly GatewayCertificate[]): Environment {
  const environment = bare();
  addTraefik(environment, {
    ...{ gateway: 'public', nodePorts, nodes: () => 2, controlPlane },
    certificates: () => certificates,
  });
  return environment;
}

function fact(environment: Environment, path: string): string {
  return factFiles(synthesized(environment).assembly).get(path) ?? '';
}

describe('metrics-server', () => {
  test('asks kubelets by their addresses, and the authority of the cluster who they are', () => {
    expect(manifest(withMetrics(true), 'Deployment', 'metrics-server')).toMatchSnapshot('metrics-server.yaml');
    expect(findings(withMetrics(true))).toEqual([]);
  });

  test('tells where nobody can know who a kubelet is', () => {
    expect(manifest(withMetrics(false), 'Deployment', 'metrics-server')).toContain('--kubelet-insecure-tls');
    expect(findings(withMetrics(false))).toMatchInlineSnapshot(`
      [
        "warning kubelets-unverified
      at lab/kube-system/metrics-server
      why metrics-server takes the word of whoever answers for a kubelet: kubelets sign their own certificates, as nobody approves their requests for others.
      fix Run an approver and name it: { kubelet: { serverTLSBootstrap: true }, servingCertificateApprover: 'kubelet-csr-approver' }.",
      ]
    `);
  });

  test('there are two of it in production, and one stays when a node is drained', () => {
    const environment = withMetrics(true, 'production');

    expect(manifest(environment, 'Deployment', 'metrics-server')).toContain('replicas: 2');
    expect(manifest(environment, 'PodDisruptionBudget', 'metrics-server')).toContain('maxUnavailable: 1');
  });

  test('the API server leads to it', () => {
    expect(manifest(withMetrics(true), 'APIService', 'v1beta1.metrics.k8s.io')).toMatchSnapshot('apiservice.yaml');
  });
});

describe('local-path-provisioner', () => {
  function withPaths(volumes: 'a volume' | 'none'): Environment {
    const environment = bare();
    const workers = workersIn(environment, volumes);
    addLocalPathProvisioner(environment, { pools: () => [workers], controlPlane });
    return environment;
  }

  test.each(['a volume', 'none'] as const)('hosts with %s have a line each', (volumes) => {
    expect(manifest(withPaths(volumes), 'ConfigMap', 'local-path-config')).toMatchSnapshot('local-path-config.yaml');
  });

  test('it makes folders by pods of its own, and is none that reaches into a node', () => {
    expect(manifest(withPaths('none'), 'Deployment', 'local-path-provisioner')).toMatchSnapshot(
      'local-path-provisioner.yaml',
    );
  });

  test('the images that it makes run are known, its own and that of its helpers', () => {
    expect(fact(withPaths('none'), 'facts/images.txt')).toContain(
      'docker.io/rancher/library-busybox:1.32.1 local-path-storage/local-path-provisioner helper pods (no digest)',
    );
  });

  test.each([
    ['staging', 'Delete'],
    ['production', 'Retain'],
  ] as const)('in %s data is kept as "%s" says when its claim goes', (tier, policy) => {
    const environment = bare(tier);
    addLocalPathProvisioner(environment, { pools: () => [], controlPlane });

    expect(manifest(environment, 'StorageClass', 'local-path')).toContain(`reclaimPolicy: ${policy}`);
  });
});

describe('Traefik', () => {
  test('answers on every node that takes pods, behind two ports of nodes', () => {
    const environment = withTraefik([shop]);

    expect(manifest(environment, 'DaemonSet', 'traefik')).toMatchSnapshot('traefik.yaml');
    expect(manifest(environment, 'Service', 'traefik')).toMatchSnapshot('service.yaml');
  });

  test('the cluster must know every kind that it watches, or it takes no route', () => {
    const required = fact(withTraefik([]), 'manifests/_cluster/required.txt');

    expect([...required.matchAll(/^# (\w+)\.gateway/gm)].map(([, kind]) => kind)).toEqual([
      'backendtlspolicies',
      'gatewayclasses',
      'gateways',
      'grpcroutes',
      'httproutes',
      'referencegrants',
    ]);
  });

  test('a listener ends encryption with the certificate that its route has', () => {
    expect(manifest(withTraefik([shop]), 'Gateway', 'public')).toMatchSnapshot('gateway.yaml');
  });

  test('without a certificate nothing is encrypted', () => {
    expect(manifest(withTraefik([]), 'Gateway', 'public')).not.toContain('HTTPS');
  });

  test('hosts share a listener where they share a certificate', () => {
    const gateway = manifest(withTraefik([shop, { ...shop, host: 'www.example.com' }]), 'Gateway', 'public');

    expect(gateway).not.toContain('hostname:');
    expect(gateway.match(/name: shop-tls/g)).toHaveLength(1);
  });

  test('of several listeners each names its host, and one may be for all others', () => {
    const hosts = (certificates: readonly GatewayCertificate[]): readonly string[] => {
      const gateway = manifest(withTraefik(certificates), 'Gateway', 'public');
      return [...gateway.matchAll(/hostname: (.*)/g)].map(([, host = '']) => host);
    };
    const blog = { listener: 'blog', host: 'blog.example.com', secret: { name: 'blog-tls', namespace: 'blog' } };
    const www = { ...shop, host: 'www.example.com' };
    const news = { ...blog, host: 'news.example.com' };

    expect(hosts([shop, blog])).toEqual(['blog.example.com', 'shop.example.com']);
    expect(hosts([shop, www, blog])).toEqual(['blog.example.com']);
    expect(findings(withTraefik([shop, www, blog]))).toEqual([]);
    expect(findings(withTraefik([shop, www, blog, news]))).toMatchInlineSnapshot(`
      [
        "error gateway-listener-clash
      at lab/traefik/traefik
      why The listeners "blog" and "https" have several hosts each. A listener names one host or none, and of those without one there is one to a port.
      fix Give each host of one of them a listener of its own.",
      ]
    `);
  });

  test('hosts with certificates of their own have listeners of their own', () => {
    const blog = { listener: 'https', host: 'blog.example.com', secret: { name: 'blog-tls', namespace: 'blog' } };

    expect(findings(withTraefik([shop, blog]))).toMatchInlineSnapshot(`
      [
        "error gateway-listener-clash
      at lab/traefik/traefik
      why "blog.example.com" has the certificate blog/blog-tls and "shop.example.com" has shop/shop-tls, both at the listener "https". Traefik shows the first one to everybody.
      fix Give one of them a listener of its own: Expose.https('shop.example.com', { listener: 'shop-tls', certificate }).",
      ]
    `);
    expect(findings(withTraefik([shop, { ...blog, listener: 'blog-tls' }]))).toEqual([]);
  });

  test('the order of declaration leaves no trace', () => {
    const blog = { listener: 'blog', host: 'blog.example.com', secret: { name: 'blog-tls', namespace: 'blog' } };

    expect(manifest(withTraefik([shop, blog]), 'Gateway', 'public')).toBe(
      manifest(withTraefik([blog, shop]), 'Gateway', 'public'),
    );
  });
});

test('all of them pass every check, but for images without a digest and what their layer says itself', () => {
  const environment = bare('production');
  const workers = workersIn(environment, 'a volume');
  addMetricsServer(environment, { verifyKubelets: () => true, controlPlane });
  addLocalPathProvisioner(environment, { pools: () => [workers], controlPlane });
  addTraefik(environment, {
    ...{ gateway: 'public', nodePorts, nodes: () => 2, controlPlane },
    certificates: () => [shop],
  });
  const { assembly } = synthesizeTree(environment, { sourceRoot: process.cwd() });

  expect(new Set(check(assembly).map(({ code, path }) => `${code} ${path}`))).toMatchInlineSnapshot(`
    Set {
      "image-without-digest lab/kube-system/metrics-server",
      "namespace-system lab/kube-system/metrics-server",
      "pod-security-level lab/local-path-storage",
      "image-without-digest lab/local-path-storage/local-path-provisioner",
      "image-without-digest lab/traefik/traefik",
    }
  `);
});
