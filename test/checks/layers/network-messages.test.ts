import { networkCases } from './network-cases';
import { told } from './told';

test('cluster-dns-invalid', () => {
  expect(told(networkCases, 'cluster-dns-invalid')).toMatchInlineSnapshot(`
    "error cluster-dns-invalid
    at  live/_hosts/kubernetes world.ts
    why The kubelets of "_hosts/kubernetes" (world.ts) tell pods to ask 10.96.0.53; CoreDNS answers at 10.96.0.10, the tenth address of 10.96.0.0/16.
    fix Leave clusterDNS out, or write '10.96.0.10'."
  `);
});

test('endpoint-port-taken', () => {
  expect(told(networkCases, 'endpoint-port-taken')).toMatchInlineSnapshot(`
    "error endpoint-port-taken
    at  live/_hosts/kubernetes world.ts
    why The endpoint of "_hosts/kubernetes" (world.ts) is port 6443 of its control hosts, and so is the API server: one of the two does not start.
    fix Leave the endpoint at 8443."
  `);
});

test('endpoint-single-host', () => {
  expect(told(networkCases, 'endpoint-single-host')).toMatchInlineSnapshot(`
    "error endpoint-single-host
    at  live/_hosts/kubernetes world.ts
    why The API of "_hosts/kubernetes" (world.ts) is reached at 10.20.0.11, one of its 3 control hosts: without it nobody reaches the others, and the name cannot be changed later without new certificates.
    fix Use an address that moves: endpoint: VirtualIp.at('10.20.0.5')."
  `);
});

test('etcd-shared', () => {
  expect(told(networkCases, 'etcd-shared')).toMatchInlineSnapshot(`
    "error etcd-shared
    at  live/_hosts/network world.ts
    why Flannel "_hosts/network" (world.ts) keeps its leases in "_hosts/etcd" (world.ts), as Kubernetes keeps all of its data. Each host has a certificate for it, and with that reads and writes every Secret.
    fix Give flannel an EtcdCluster of its own, or use FlannelDatastore.kubernetes()."
  `);
});

test('flannel-range', () => {
  expect(told(networkCases, 'flannel-range')).toMatchInlineSnapshot(`
    "error flannel-range
    at  live/_hosts/network world.ts
    why Flannel "_hosts/network" (world.ts) has subnetMin 10.240.1.0, which is no beginning of a /24 of 10.244.0.0/16.
    fix Choose an address at which such a part begins."
  `);
});

test('host-gateway-unreachable', () => {
  expect(told(networkCases, 'host-gateway-unreachable')).toMatchInlineSnapshot(`
    "error host-gateway-unreachable
    at  live/_hosts/network world.ts
    why Flannel "_hosts/network" (world.ts) makes hosts gateways of each other's pods (host-gw), and they are in different networks: pool "control" in 10.20.0.0/24 and pool "worker" in 10.21.0.0/24. A gateway must be a neighbour.
    fix Put all hosts into one network, or use backend: FlannelBackend.vxlan()."
  `);
});

test('link-managed', () => {
  expect(told(networkCases, 'link-managed')).toMatchInlineSnapshot(`
    "error link-managed
    at  live/_hosts/worker world.ts
    why "_hosts/worker:/etc/systemd/network/10-all.link" (world.ts) comes first for the links of "_hosts/network" (world.ts) on pool "worker" and lets systemd give them another address: hosts then send to one that is gone.
    fix Let a .link file for flannel* with MACAddressPolicy=none come first by name; Flannel brings 50-flannel.link."
  `);
});

test('max-pods-exceeds-range', () => {
  expect(told(networkCases, 'max-pods-exceeds-range')).toMatchInlineSnapshot(`
    "error max-pods-exceeds-range
    at  live/_hosts/kubernetes world.ts
    why Hosts of "_hosts/kubernetes" (world.ts) run up to 255 pods, and a /24 has 254 addresses for them: pods beyond wait for an address.
    fix Write maxPods: 254, or a shorter nodePrefix."
  `);
});

test('mtu-differs', () => {
  expect(told(networkCases, 'mtu-differs')).toMatchInlineSnapshot(`
    "warning mtu-differs
    at  live/_hosts/network world.ts
    why The hosts of "_hosts/network" (world.ts) have links of different sizes: 1500 in pool "control" and 9000 in pool "worker". All pods send packets for the smallest, 1500.
    fix Give all links one size, or acknowledge that the smallest decides."
  `);
});

test('mtu-too-large', () => {
  expect(told(networkCases, 'mtu-too-large')).toMatchInlineSnapshot(`
    "error mtu-too-large
    at  live/_hosts/network world.ts
    why Pods of "_hosts/network" (world.ts) send packets of 1500 bytes; the links of pool "control" and pool "worker" carry 1500, and flannel's vxlan adds 50. Small packets pass and large ones vanish.
    fix Write mtu: 1450, or leave it out."
  `);
});

test('node-ranges-exhausted', () => {
  expect(told(networkCases, 'node-ranges-exhausted')).toMatchInlineSnapshot(`
    "error node-ranges-exhausted
    at  live/_hosts/kubernetes world.ts
    why The pods of "_hosts/kubernetes" (world.ts) have 10.244.0.0/16, which holds 4 parts of /18; there are 5 hosts. A host without a part never becomes ready.
    fix Write a larger range, or a longer nodePrefix: each host then has fewer addresses."
  `);
});

test('proxy-mode', () => {
  expect(told(networkCases, 'proxy-mode')).toMatchInlineSnapshot(`
    "error proxy-mode
    at  live/_hosts/kubernetes world.ts
    why kube-proxy of "_hosts/kubernetes" (world.ts) is in mode "ipvs", which is deprecated since Kubernetes 1.35.
    fix Use 'nftables', or leave it out."
  `);
});

test('range-size', () => {
  expect(told(networkCases, 'range-size')).toMatchInlineSnapshot(`
    "error range-size
    at  live/_hosts/kubernetes world.ts
    why The services of "_hosts/kubernetes" (world.ts) have 10.96.0.0/11; Kubernetes takes at most 1048576 addresses of services, a prefix of 12 or longer.
    fix Write services: '10.96.0.0/16'."
  `);
});

test('ranges-overlap', () => {
  expect(told(networkCases, 'ranges-overlap')).toMatchInlineSnapshot(`
    "error ranges-overlap
    at  live/_hosts/network world.ts
    why In the address plan "_hosts/network" (world.ts) pods (10.244.0.0/16) and "vpn" (10.244.8.0/24) overlap: what is meant for one of them is delivered to the other.
    fix Choose ranges that share no address, such as pods: '10.244.0.0/16' and services: '10.96.0.0/16' beside hosts in 10.20.0.0/16."
  `);
});

test('router-id-duplicate', () => {
  expect(told(networkCases, 'router-id-duplicate')).toMatchInlineSnapshot(`
    "error router-id-duplicate
    at  live/_hosts/kubernetes world.ts
    why "_hosts/api" (world.ts) (10.20.0.5) and "_hosts/ingress" (world.ts) (10.20.0.6) both have the router id 5: their hosts would take the addresses from each other.
    fix Give one of them another: VirtualIp.at('10.20.0.6', { routerId: 6 })."
  `);
});

test('virtual-address-invalid', () => {
  expect(told(networkCases, 'virtual-address-invalid')).toMatchInlineSnapshot(`
    "error virtual-address-invalid
    at  live/_hosts/kubernetes world.ts
    why The virtual address "_hosts/api" (world.ts) is 10.21.0.5; the hosts of pool "control" are in 10.20.0.0/24, and a host can only have addresses of its own network.
    fix Choose a free address of that network."
  `);
});
