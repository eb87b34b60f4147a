import { App } from '../../../../lib/program';
import { HostLoadBalancer } from '../../../../lib/constructs/kubernetes';
import { bedIn, clusterOn, etcdOn } from './fixture';

/** What is said of a property as a program without types could have it. */
function told(props: object): string {
  try {
    clusterOn(bedIn(new App()), props);
    return '';
  } catch (error) {
    return String(error);
  }
}

test.each([
  ['hosts by name', { controlPlane: ['control-1'] }],
  ['no workers', { workers: undefined }],
  ['no network', { network: undefined }],
  ['etcd as a text', { etcd: 'https://10.20.0.11:2379' }],
  ['an endpoint as an address', { endpoint: '10.20.0.5' }],
  ['an endpoint as a name', { endpoint: 'api.example.com' }],
  ['an ingress as a text', { ingress: 'hosts' }],
  ['storage as a text', { storage: 'local' }],
  ['packages as a text', { packages: 'apt' }],
  ['a switch as a text', { metrics: 'no' }],
  ['no whole number of connections', { maxConnections: 0.5 }],
  ['a list as a text', { ignorePreflightErrors: 'SystemVerification' }],
  ['memory as Kubernetes writes it', { kubelet: { systemReserved: { memory: '1Gi' }, evictionMemory: '100Mi' } }],
  ['a duration as Kubernetes writes it', { kubelet: { shutdownGracePeriod: '30s' } }],
])('%s', (_, props) => {
  expect(told(props)).toMatchSnapshot();
});

test('members of etcd beside those of an EtcdCluster', () => {
  const bed = bedIn(new App());
  etcdOn(bed);
  expect(() => clusterOn(bed, { etcd: undefined })).toThrowErrorMatchingInlineSnapshot(`
    "etcd-host-taken: two etcd clusters are on one host
      why  The host "control-1" has a member of "etcd" already; without etcd the cluster gets one of its own on each control host: both would listen on 2379, and wait for one disk.
      fix  Pass the EtcdCluster "etcd": etcd."
  `);
});

test('load balancers on hosts by name', () => {
  expect(() => HostLoadBalancer.on('control' as never)).toThrowErrorMatchingInlineSnapshot(`
    "choice-unknown: a property has a value that it cannot have
      why  hosts is "control", which is no HostPool.
      fix  Write HostLoadBalancer.on(control)."
  `);
});

test('an address without a VirtualIp', () => {
  const { control } = bedIn(new App());
  expect(() => HostLoadBalancer.on(control, { address: '10.20.0.5' as never })).toThrowErrorMatchingInlineSnapshot(`
    "choice-unknown: a property has a value that it cannot have
      why  address is "10.20.0.5", which is no VirtualIp.
      fix  Write address: VirtualIp.at('10.20.0.5')."
  `);
});
