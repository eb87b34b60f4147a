import { Duration } from 'cdk8s';
import type { KubernetesCluster } from '../../../../lib/constructs/kubernetes';
import { synthesized, type Ask } from './fixture';

/** What is wrong, without what nobody gave a digest for. */
function problems(ask: Ask, also?: (cluster: KubernetesCluster) => void): readonly string[] {
  return synthesized(ask, {}, also)
    .findings.filter(({ code }) => !code.endsWith('-without-digest'))
    .map(({ code, detail, fix }) => `${code}: ${detail} ${fix}`);
}

const none = { hosts: [], pools: [] };

test.each<[string, Ask, string]>([
  [
    'no control hosts',
    { controlPlane: none },
    'cluster-hosts: controlPlane has no hosts: nothing runs the API server. Give it a pool of three hosts, or one.',
  ],
  [
    'no workers',
    { workers: none },
    'cluster-hosts: workers has no hosts, and control hosts take no workloads: no pod would ever run. Give it a pool; the control hosts themselves then take workloads as well.',
  ],
  [
    'an even number of members of etcd',
    ({ control }) => ({ controlPlane: control.take(2) }),
    'cluster-hosts: controlPlane has 2 hosts, each with a member of etcd: of an even number no more may be away than of one less. Use 1 or 3, or an EtcdCluster of its own.',
  ],
  [
    'ipvs',
    { proxyMode: 'ipvs' as 'iptables' },
    'choice-unknown: proxyMode is "ipvs"; it may be "nftables" or "iptables". Write one of "nftables", "iptables".',
  ],
  [
    'a network without a prefix length',
    { apiFrom: ['192.0.2.7'] },
    'invalid-value: apiFrom: "192.0.2.7" has no prefix length. Did you mean "192.0.2.7/32"?',
  ],
  [
    'a name with a port',
    { apiNames: ['api.example.com:443'] },
    'invalid-value: apiNames has "api.example.com:443", which is no name of DNS and no address. Write the name alone: "api.example.com".',
  ],
  [
    'no pods',
    { kubelet: { maxPods: 0 } },
    'invalid-value: kubelet.maxPods is 0; it is a whole number from 1. Leave it out.',
  ],
  [
    'half a connection',
    { conntrack: { min: 0.5 } },
    'invalid-value: conntrack.min is 0.5; it is a whole number from 0. Leave it out.',
  ],
  [
    'hours of a certificate',
    { lifetimes: { leaf: Duration.hours(36) } },
    'invalid-value: lifetimes.leaf is 1.5 days; certificates live whole days. Write Duration.days(365).',
  ],
  [
    'labels of a pool that is not there',
    { nodeLabels: { workers: { disktype: 'ssd' } } },
    'invalid-value: nodeLabels has "workers", which is no pool of the cluster; they are "control", "worker". Write the name of a pool.',
  ],
])('%s is refused', (_, ask, expected) => {
  expect(problems(ask)).toContain(expected);
});

test.each([
  [
    { topologyManagerPolcy: 'restricted' },
    'configuration-field-unknown: The field "topologyManagerPolcy" is patched; the KubeletConfiguration of Kubernetes 1.35 has no such field. Did you mean "topologyManagerPolicy"?',
  ],
  [
    { tlsCurvePreferences: [29] },
    'configuration-field-unknown: The field "tlsCurvePreferences" is patched; the KubeletConfiguration of Kubernetes 1.35 has no such field before 1.36. Remove it, or use 1.36.',
  ],
])('a patch of %j is refused', (patch, expected) => {
  const also = (cluster: KubernetesCluster): void => {
    cluster.kubelet.patch(patch, { reason: 'A test.' });
  };

  expect(problems({ version: '1.35' }, also)).toEqual([expected]);
});

test('without a fault there is no finding', () => {
  expect(problems({})).toEqual([]);
});
