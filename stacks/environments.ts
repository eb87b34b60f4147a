import { Size } from 'cdk8s';
import { Environment } from '../lib/constructs/base';
import { Ingress, KubernetesCluster, type ExistingClusterProps } from '../lib/constructs/kubernetes';
import { Scale } from '../lib/constructs/services';
import type { KubernetesMinor } from '../lib/kube-api';
import type { App } from '../lib/program';
import { Boutique } from './boutique';
import { Tiny } from './tiny';

const assistant = { host: 'assistant.example.com', cidrs: ['203.0.113.20/32'] };
const noDigest = 'The published release names its images by tag; a digest that nobody gave is not invented.';

/** What both clusters have: Calico, a Gateway of Envoy Gateway, metrics-server. */
function cluster(version: KubernetesMinor): ExistingClusterProps {
  return {
    version,
    enforcer: 'calico',
    podRange: '10.244.0.0/16',
    serviceRange: '10.96.0.0/16',
    storageClasses: [{ name: 'standard', default: true, expandable: true }],
    ingress: Ingress.gateway({
      name: 'public',
      namespace: 'gateway',
      className: 'envoy',
      podLabels: { 'gateway.envoyproxy.io/owning-gateway-name': 'public' },
    }),
    metrics: true,
    nodes: { count: 5, zones: ['zone-a', 'zone-b', 'zone-c'] },
  };
}

/** All environments of this repository. */
export function addEnvironments(app: App, options: { readonly version?: KubernetesMinor } = {}): void {
  const { version = '1.36' } = options;
  new Tiny(app, 'tiny', version);

  const shared = new Environment(app, 'shared', { tier: 'staging' });
  const tenants = {
    cluster: KubernetesCluster.existing(shared, 'cluster', cluster(version)),
    namespaces: {
      quota: { cpu: '8', memory: Size.gibibytes(12), pods: 60 },
      teams: [{ group: 'boutique-developers' }],
    },
    assistant,
    load: { users: 10, rate: 1 },
  };
  new Boutique(app, 'development', { ...tenants, tier: 'development', host: 'development.boutique.example.com' });
  new Boutique(app, 'staging', { ...tenants, tier: 'staging', host: 'staging.boutique.example.com' });

  const production = new Boutique(app, 'production', {
    existing: cluster(version),
    namespaces: { teams: [{ group: 'boutique-operators' }] },
    host: 'boutique.example.com',
    assistant,
    frontends: Scale.between(3, 10).onCpu(70),
  });
  production.acknowledge('image-without-digest', noDigest);
}
