import { Size } from 'cdk8s';
import { Environment } from '../../../lib/constructs/base';
import { RedisCache } from '../../../lib/constructs/databases';
import { OperatingSystem } from '../../../lib/constructs/hosts';
import {
  Health,
  HostLoadBalancer,
  KubernetesCluster,
  KubernetesPackages,
  Volume,
} from '../../../lib/constructs/kubernetes';
import { addMetricsServer, addTraefik } from '../../../lib/constructs/kubernetes/add-ons';
import { Image, Microservice, type MicroserviceSettings } from '../../../lib/constructs/services';
import type { JsonObject } from '../../../lib/core';
import { everyCode, synthesizing, type Program } from '../../every-code';
import { bare, controlPlane } from './add-ons/world';
import { bedIn, clusterOn, type Ask, type BedProps } from './kubeadm/fixture';
import { stackIn } from './world';

const image = Image.digest('registry.example.com/cart', `sha256:${'0'.repeat(64)}`);

/** A microservice in production, without what its types would refuse, as a program without types could declare it. */
const cart = (settings: MicroserviceSettings<'http'> & { readonly ports?: object }): Program => {
  return (app) => {
    const all = { image, ports: { http: 8080 }, health: Health.tcp('http'), ...settings };
    new Microservice(stackIn(app), 'cart', all as never);
  };
};
const ofVersion = (version: string): Program => {
  return (app) => {
    const environment = new Environment(app, 'live');
    KubernetesCluster.existing(environment, 'cluster', { version: version as '1.36', enforcer: 'calico' });
  };
};
const redis = (memoryLimit: Size): Program => {
  return (app) => {
    const resources = { memory: Size.mebibytes(512), memoryLimit };
    new RedisCache(stackIn(app), 'cache', { image, resources });
  };
};
/** A cluster from the hosts up. */
const made = (ask: Ask, bed: BedProps = {}): Program => {
  return (app) => {
    clusterOn(bedIn(app, bed), ask);
  };
};
const patched = (patch: JsonObject): Program => {
  return (app) => {
    clusterOn(bedIn(app)).kubelet.patch(patch, { reason: 'A test.' });
  };
};
const packages = KubernetesPackages.apt({ key: 'a key' });
const flatcar = OperatingSystem.flatcar({ channel: 'stable' });
/** metrics-server, in a cluster whose kubelets somebody vouches for or not. */
const metrics = (verifies: boolean): Program => {
  return (app) => {
    addMetricsServer(bare('staging', app), { verifyKubelets: () => verifies, controlPlane });
  };
};
/** A gateway with a certificate for each of two hosts, at these listeners. */
const gateway = (...listeners: readonly string[]): Program => {
  return (app) => {
    addTraefik(bare('staging', app), {
      ...{ gateway: 'public', nodePorts: { http: 30080, https: 30443 }, nodes: () => 2, controlPlane },
      certificates: () =>
        listeners.map((listener, index) => {
          const name = `host-${String(index)}`;
          return { listener, host: `${name}.example.com`, secret: { name, namespace: 'shop' } };
        }),
    });
  };
};
const cache = { '/tmp': Volume.empty() };

const cases = {
  'cluster-hosts': {
    fault: made(({ control }) => ({ controlPlane: control.take(2) })),
    neighbour: made({}),
  },
  'configuration-field-unknown': {
    fault: patched({ topologyManagerPolcy: 'restricted' }),
    neighbour: patched({ topologyManagerPolicy: 'restricted' }),
  },
  'env-name-invalid': {
    fault: cart({ env: { 'LOG-LEVEL': 'info' } }),
    neighbour: cart({ env: { LOG_LEVEL: 'info' } }),
  },
  'files-too-large': {
    fault: cart({ files: { '/a': 'x'.repeat(1024 * 1024 + 1) } }),
    neighbour: cart({ files: { '/a': 'x'.repeat(1024 * 1024) } }),
  },
  'gateway-listener-clash': { fault: gateway('https', 'https'), neighbour: gateway('https', 'other') },
  'kubelets-unverified': { fault: metrics(false), neighbour: metrics(true) },
  'ingress-on-workers': {
    fault: made(({ workers }) => ({ ingress: HostLoadBalancer.on(workers) })),
    neighbour: made(({ control }) => ({ ingress: HostLoadBalancer.on(control) })),
  },
  'kubernetes-version': { fault: ofVersion('1.36.2'), neighbour: ofVersion('1.36') },
  'mount-path-invalid': { fault: cart({ writable: ['tmp'] }), neighbour: cart({ writable: ['/tmp'] }) },
  'mount-path-taken': {
    fault: cart({ writable: ['/tmp'], volumes: cache }),
    neighbour: cart({ writable: ['/tmp/a'], volumes: cache }),
  },
  'packages-unavailable': {
    fault: made({ packages }, { workers: { os: flatcar } }),
    neighbour: made({ packages }),
  },
  'port-invalid': {
    fault: cart({ ports: { http: 8080, 'administration-port': 8081 } }),
    neighbour: cart({ ports: { http: 8080, administration: 8081 } }),
  },
  // A microservice has rules alone for this: what is written by hand is held to the same.
  'resources-invalid': {
    fault: redis(Size.mebibytes(511)),
    neighbour: redis(Size.mebibytes(512)),
    also: ['request-above-limit'],
  },
  'user-is-root': {
    fault: cart({ security: { user: 0 } }),
    neighbour: cart({ security: { user: 1000 } }),
    also: ['pod-security'],
  },
};

/** What a network itself accepts, which every cluster has. */
const ofNetwork = ['host-access', 'namespace-system', 'pod-security-level'];

everyCode<Program>('constructs/kubernetes', cases, (program) => {
  return synthesizing(program).filter((code) => !ofNetwork.includes(code));
});
