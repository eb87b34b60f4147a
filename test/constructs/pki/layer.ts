import { join } from 'node:path';
import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { contributes, hostStack, synthesizeTree, type Assembly, type Contribution } from '../../../lib/assembly';
import { Environment } from '../../../lib/constructs/base';
import type { CertificateRequest } from '../../../lib/constructs/pki';

/** What an environment holds after something was put on its hosts. */
export function assemblyWith(contribute: (into: Contribution) => void): Assembly {
  const environment = new Environment(new App(), 'lab');
  contributes(new Construct(environment, 'layer'), {
    subject: { stack: { name: hostStack, namespace: '' }, component: 'layer' },
    contribute,
  });
  return synthesizeTree(environment, { sourceRoot: join(__dirname, '../../..') }).assembly;
}

export const place = { pool: 'control', host: 'control-1' };

/** A certificate that a server shows. */
export const serving: CertificateRequest = {
  name: 'server',
  commonName: 'control-1',
  dnsNames: ['control-1'],
  addresses: ['10.20.0.11'],
  usages: ['serverAuth'],
  files: {
    certificate: '/etc/store/server.crt',
    key: '/etc/store/server.key',
    trusts: { authority: 'store', path: '/etc/store/ca.crt' },
    user: 'store',
  },
  effect: { kind: 'restart', unit: 'store.service' },
};

/** A certificate by which somebody is let in. */
export const asking: CertificateRequest = {
  ...serving,
  name: 'client',
  commonName: 'client',
  dnsNames: [],
  addresses: [],
  usages: ['clientAuth'],
};
