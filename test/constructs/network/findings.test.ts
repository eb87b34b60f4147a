import { FlannelBackend, FlannelDatastore, type FlannelProps } from '../../../lib/constructs/network';
import { findings } from '../kubernetes/world';
import { lab, leasesInEtcd, networkProps, type LabOptions } from './lab';

const told = (network: object): readonly string[] =>
  findings(lab({ network })).filter((text) => text.includes('lab/_hosts/network') || text.includes('lab/network'));

test('what has the wrong form is told all at once, with the property', () => {
  expect(
    told({
      pods: '10.244.0.1/16',
      services: '10.96.0.0',
      nodePrefix: 33,
      reserved: { vpn: ['10.8'] },
      mtu: 0,
      backend: FlannelBackend.vxlan({ port: 84720, vni: 0 }),
    }),
  ).toMatchInlineSnapshot(`
    [
      "error network-invalid
    at lab/_hosts/network
    why mtu is 0.
    fix Write a whole number from 576 to 9216.",
      "error network-invalid
    at lab/_hosts/network
    why nodePrefix is 33.
    fix Write a whole number from 8 to 30, as 24.",
      "error network-invalid
    at lab/_hosts/network
    why pods: "10.244.0.1/16" has host bits set.
    fix Did you mean "10.244.0.0/16"?",
      "error network-invalid
    at lab/_hosts/network
    why port of the backend is 84720.
    fix Write a whole number from 1 to 65535.",
      "error network-invalid
    at lab/_hosts/network
    why reserved.vpn: "10.8" has no prefix length.
    fix Write address/prefix, such as "10.0.0.0/8".",
      "error network-invalid
    at lab/_hosts/network
    why services: "10.96.0.0" has no prefix length.
    fix Did you mean "10.96.0.0/32"?",
      "error network-invalid
    at lab/_hosts/network
    why vni of the backend is 0.
    fix Write a whole number from 1 to 16777215.",
    ]
  `);
});

test.each<[string, object]>([
  ['backend', { backend: 'vxlan' }],
  ['datastore', { datastore: 'etcd' }],
  ['enforcer', { enforcer: 'kube-router' }],
])('%s is made by its class', (_, network) => {
  expect(told(network)).toMatchSnapshot();
});

test('keys and addresses of leases in etcd have a form', () => {
  const network = (etcd: Parameters<typeof FlannelDatastore.etcd>[0]): Partial<FlannelProps> => ({
    datastore: FlannelDatastore.etcd(etcd, { prefix: 'network/', subnetMin: '10.244', subnetMax: 'last' }),
  });

  expect(findings(lab({ network })).filter((text) => text.includes('network-invalid'))).toMatchInlineSnapshot(`
    [
      "error network-invalid
    at lab/_hosts/network
    why prefix is "network/".
    fix Write the beginning of a key, such as '/coreos.com/network'.",
      "error network-invalid
    at lab/_hosts/network
    why subnetMax is "last", which is no address.
    fix Write an address such as '10.244.1.0'.",
      "error network-invalid
    at lab/_hosts/network
    why subnetMin is "10.244", which is no address.
    fix Write an address such as '10.244.1.0'.",
    ]
  `);
});

test('flannel on hosts has no images', () => {
  const network: LabOptions['network'] = (etcd) => ({
    ...leasesInEtcd(etcd),
    images: { flannel: 'registry/flannel:1' },
  });

  expect(findings(lab({ network }))).toMatchInlineSnapshot(`
    [
      "error network-invalid
    at lab/_hosts/network
    why images are given, and with its leases in etcd flannel runs on hosts without any.
    fix Leave images out.",
    ]
  `);
});

test('networks of pods are IPv4', () => {
  expect(told({ pods: 'fd00:10:244::/56' })).toMatchInlineSnapshot(`
    [
      "error network-invalid
    at lab/_hosts/network
    why pods is fd00:10:244::/56: networks of pods are IPv4 here.
    fix Write a range such as pods: '10.244.0.0/16'.",
    ]
  `);
});

test('a network without a cluster is told of, and nothing else', () => {
  expect(findings(lab({ network: networkProps, attach: false }))).toMatchInlineSnapshot(`
    [
      "error network-unused
    at lab/_hosts/network
    why No hosts of a cluster are in the network "network".
    fix Pass it to the cluster, new KubernetesCluster(this, ..., { network, ... }), or remove it.",
    ]
  `);
});
