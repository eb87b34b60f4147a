import { hostViews, render, resourcesOf, type Assembly } from '../../lib/assembly';
import { App } from '../../lib/program';
import { synthesize } from '../../lib/testing';
import { addEnvironments } from '../../stacks/environments';
import { tlsProblems } from '../constructs/pki/tls-connections';

const app = new App();
addEnvironments(app);
const synthesis = synthesize(app);
const environments = ['bed', 'lab', 'production', 'shared'].map((name) => [name, synthesis.assemblyOf(name)] as const);

/** What listens where, and who is let in: https://kubernetes.io/docs/reference/networking/ports-and-protocols/, flannel, etcd. */
const expected: readonly (readonly [pool: string, port: string, from: string])[] = [
  ['control', 'tcp/22', 'anywhere, 30 new connections a minute from one address'],
  ['worker', 'tcp/22', 'anywhere, 30 new connections a minute from one address'],
  ['control', 'tcp/2379', 'control'],
  ['control', 'tcp/2380', 'control'],
  ['control', 'tcp/2381', 'the host itself alone'],
  ['control', 'tcp/6443', '10.244.0.0/16, control, worker'],
  ['control', 'tcp/8443', 'control, worker'],
  ['control', 'tcp/10257', 'the host itself alone'],
  ['control', 'tcp/10259', 'the host itself alone'],
  ['control', 'tcp/80', 'anywhere'],
  ['worker', 'tcp/30000-32767', 'control'],
  ['worker', 'udp/30000-32767', 'control'],
  ['control', 'udp/8472', 'control, worker'],
  ['worker', 'udp/8472', 'control, worker'],
  ['worker', 'tcp/8081', 'the host itself alone'],
  ['worker', 'tcp/10249', 'the host itself alone'],
  ['worker', 'tcp/10256', 'control'],
  ['control', 'vrrp', 'control'],
];

function portsOf(assembly: Assembly): ReadonlyMap<string, string> {
  const text = render(assembly).get('facts/ports.txt') ?? '';
  const lines = text.matchAll(/^(\S+) listens on (\S+) \([\w-]+\), from (.*)$/gm);
  return new Map([...lines].map(([, pool = '', port = '', from = '']) => [`${pool} ${port}`, from]));
}

describe.each(environments)('%s', (_, assembly) => {
  test.each(expected)('%s listens on %s, from %s', (pool, port, from) => {
    // The bed lets its own control node to the endpoint besides.
    expect(portsOf(assembly).get(`${pool} ${port}`)?.replace('10.88.0.1/32, ', '')).toBe(from);
  });

  test('nobody outside is let in but by ssh and by what is exposed', () => {
    const open = [...portsOf(assembly)].filter(([, from]) => from.includes('anywhere')).map(([port]) => port);
    const secure = resourcesOf(assembly, 'exposure').some(({ spec }) => spec.scheme === 'https');

    expect(open.sort()).toEqual(
      ['control tcp/22', 'control tcp/80', ...(secure ? ['control tcp/443'] : []), 'worker tcp/22'].sort(),
    );
  });

  test('every connection by TLS dials a name of the certificate, for its use, signed by whom the other end believes', () => {
    expect(tlsProblems(assembly)).toEqual([]);
  });

  test('etcd, the API servers and the kubelets have their connections', () => {
    const dialled = new Set(resourcesOf(assembly, 'tls-connection').map(({ spec }) => spec.server));
    const servers = resourcesOf(assembly, 'certificate').filter(({ spec }) => spec.usages.includes('serverAuth'));
    const control = hostViews(assembly).filter(({ host }) => host.spec.pool === 'control');

    expect(servers.filter(({ id }) => !dialled.has(id)).map(({ id }) => id)).toEqual([]);
    // A server and a peer of etcd, and an API server, on each control host.
    expect(servers).toHaveLength(3 * control.length);
    const from = [...new Set(resourcesOf(assembly, 'tls-connection').map(({ id }) => id.replace(/^.*\//, '')))];
    expect(from.some((one) => one.includes('kubelet to kube-apiserver'))).toBe(true);
  });

  test('its certificates are told to reviewers', () => {
    const text = render(assembly).get('facts/certificates.txt') ?? '';

    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toHaveLength(
      resourcesOf(assembly, 'certificate').length + resourcesOf(assembly, 'certificate-authority').length,
    );
  });
});
