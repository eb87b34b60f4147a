import { App, Size } from 'cdk8s';
import { hostStack, plinthId, type Tier } from '../../../../lib/assembly';
import { Environment } from '../../../../lib/constructs/base';
import { HostPool } from '../../../../lib/constructs/hosts';
import { Ingress, KubernetesCluster } from '../../../../lib/constructs/kubernetes';
import { poolProps } from '../../hosts/layer';

/** What makes Kubernetes, which nothing here does. */
export const controlPlane = (): string => plinthId(hostStack, 'component', 'kubernetes');

/** An environment with a cluster that has a gateway, and nothing in it. */
export function bare(tier: Tier = 'staging', app = new App()): Environment {
  const environment = new Environment(app, 'lab', { tier });
  KubernetesCluster.existing(environment, 'cluster', {
    version: '1.36',
    enforcer: 'kube-router',
    metrics: true,
    ingress: Ingress.gateway({ name: 'public', namespace: 'traefik', podLabels: {} }),
  });
  return environment;
}

/** Two hosts, with a volume or without. */
export function workersIn(environment: Environment, volumes: 'a volume' | 'none'): HostPool {
  return new HostPool(environment, 'worker', {
    ...poolProps,
    ...(volumes === 'a volume' && { volumes: { data: Size.gibibytes(10) } }),
  });
}
