import { Size } from 'cdk8s';
import { Environment } from '../lib/constructs/base';
import type { EtcdBackupDestination } from '../lib/constructs/etcd';
import { OperatingSystem } from '../lib/constructs/hosts';
import { Scale } from '../lib/constructs/services';
import type { KubernetesMinor } from '../lib/kube-api';
import type { App } from '../lib/program';
import { Boutique } from './boutique';
import { addLabs } from './labs';
import { addPlatform } from './platform';
import { Tiny } from './tiny';

const assistant = { host: 'assistant.example.com', cidrs: ['203.0.113.20/32'] };
const noDigest = 'The published releases name their images by tag; a digest that nobody gave is not invented.';
const sshKeys = [
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFMe+9B6faGZHjg1Gt2LDKe2OD9EhER3f2Tx/VqIP4H3 operators@example.com',
];

/** A bucket for the copies of each environment's etcd. */
function backup(bucket: string): EtcdBackupDestination {
  return { kind: 's3', bucket, endpoint: 's3.example.com' };
}

/** All environments of this repository. */
export function addEnvironments(app: App, options: { readonly version?: KubernetesMinor } = {}): void {
  const { version = '1.36' } = options;
  new Tiny(app, 'tiny', version);

  const shared = new Environment(app, 'shared', { tier: 'staging' });
  const cluster = addPlatform(shared, {
    ...{ version, sshKeys },
    os: OperatingSystem.ubuntu('24.04'),
    network: '10.30.0',
    workers: 3,
    backup: backup('shared-etcd'),
  });
  const tenants = {
    cluster,
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
    platform: {
      ...{ version, sshKeys },
      os: OperatingSystem.flatcar({ channel: 'stable' }),
      network: '10.40.0',
      workers: 5,
      backup: backup('production-etcd'),
    },
    namespaces: { teams: [{ group: 'boutique-operators' }] },
    host: 'boutique.example.com',
    assistant,
    frontends: Scale.between(3, 10).onCpu(70),
  });
  production.acknowledge('image-without-digest', noDigest);

  addLabs(app, { version, sshKeys, backup: backup('lab-etcd') });
}
