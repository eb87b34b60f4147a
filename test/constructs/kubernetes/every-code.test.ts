import { Size } from 'cdk8s';
import { Environment } from '../../../lib/constructs/base';
import { RedisCache } from '../../../lib/constructs/databases';
import { Health, KubernetesCluster, Volume } from '../../../lib/constructs/kubernetes';
import { Image, Microservice, type MicroserviceSettings } from '../../../lib/constructs/services';
import { everyCode, synthesizing, type Program } from '../../every-code';
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
const cache = { '/tmp': Volume.empty() };

const cases = {
  'env-name-invalid': {
    fault: cart({ env: { 'LOG-LEVEL': 'info' } }),
    neighbour: cart({ env: { LOG_LEVEL: 'info' } }),
  },
  'files-too-large': {
    fault: cart({ files: { '/a': 'x'.repeat(1024 * 1024 + 1) } }),
    neighbour: cart({ files: { '/a': 'x'.repeat(1024 * 1024) } }),
  },
  'kubernetes-version': { fault: ofVersion('1.36.2'), neighbour: ofVersion('1.36') },
  'mount-path-invalid': { fault: cart({ writable: ['tmp'] }), neighbour: cart({ writable: ['/tmp'] }) },
  'mount-path-taken': {
    fault: cart({ writable: ['/tmp'], volumes: cache }),
    neighbour: cart({ writable: ['/tmp/a'], volumes: cache }),
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

everyCode<Program>('constructs/kubernetes', cases, synthesizing);
