import { hostCases } from './host-cases';
import { told } from './told';

test('address-not-allowed', () => {
  expect(told(hostCases, 'address-not-allowed')).toMatchInlineSnapshot(`
    "error address-not-allowed
    at  live/_hosts/worker world.ts
    why The servers of pool "worker", "_hosts/worker-1" (world.ts) first, may send from their own addresses alone; 10.20.0.9, the virtual address "_hosts/mail" (world.ts), is not among what is allowed.
    fix Allow it: pool.allowAddress('10.20.0.9')."
  `);
});

test('authority-key-on-workers', () => {
  expect(told(hostCases, 'authority-key-on-workers')).toMatchInlineSnapshot(`
    "error authority-key-on-workers
    at  live/_hosts/own-1 world.ts
    why The key of the authority "_hosts/mesh" (world.ts) is on the hosts of "worker", which run workloads: whoever leaves a container there can make himself anybody.
    fix Keep it on the machine that applies, or on the control hosts."
  `);
});

test('certificate-lifetime', () => {
  expect(told(hostCases, 'certificate-lifetime')).toMatchInlineSnapshot(`
    "error certificate-lifetime
    at  live/_hosts/etcd world.ts
    why The certificate "_hosts/control/control-1:etcd-peer" (world.ts) (and 7 others like it) is to live 365 days, and "etcd", which signs it, 364 days: it is refused when that one ends.
    fix Give the authority a longer life, or the certificate a shorter one."
  `);
});

test('certificate-names', () => {
  expect(told(hostCases, 'certificate-names')).toMatchInlineSnapshot(`
    "error certificate-names
    at  live/_hosts/own-1 world.ts
    why The connection "_hosts/exporter to etcd" (world.ts) dials 10.20.0.5; the certificate "_hosts/control/control-1:etcd-server" (world.ts) is for control-1, localhost, 10.20.0.11, 127.0.0.1 and ::1.
    fix Add 10.20.0.5 to its names."
  `);
});

test('disk-unmounted', () => {
  expect(told(hostCases, 'disk-unmounted')).toMatchInlineSnapshot(`
    "error disk-unmounted
    at  live/_hosts/worker world.ts
    why The servers of pool "worker", "_hosts/worker-1" (world.ts) first, get the disks "data". Nothing formats and mounts them, and until somebody does, what pods write lies on the disk of the system.
    fix Format and mount them before pods use them, from /etc/fstab or by units of your own (pool.addUnit), and acknowledge this with how it is done."
  `);
});

test('ephemeral-range', () => {
  expect(told(hostCases, 'ephemeral-range')).toMatchInlineSnapshot(`
    "error ephemeral-range
    at  live/_hosts/worker world.ts
    why "_hosts/worker:net.ipv4.ip_local_port_range" (world.ts) lets hosts take the ports 32000 to 60999 for their own connections; services of "_hosts/kubernetes" (world.ts) are given 30000 to 32767.
    fix Let it begin after them: '32768 60999'."
  `);
});

test('host-duplicate', () => {
  expect(told(hostCases, 'host-duplicate')).toMatchInlineSnapshot(`
    "error host-duplicate
    at  live/_hosts/worker world.ts
    why The hosts "_hosts/control-3" (world.ts) and "_hosts/worker-1" (world.ts) both have the address 10.20.0.13.
    fix Leave room between the first addresses of two pools: firstAddress."
  `);
});

test('host-outside-subnet', () => {
  expect(told(hostCases, 'host-outside-subnet')).toMatchInlineSnapshot(`
    "error host-outside-subnet
    at  live/_hosts/worker world.ts
    why The host "_hosts/worker-1" (world.ts) has the address 10.20.1.11; the network of its pool is 10.20.0.0/24, and so with 1 more host.
    fix Give it an address of that network, or the pool another one."
  `);
});

test('host-port-taken', () => {
  expect(told(hostCases, 'host-port-taken')).toMatchInlineSnapshot(`
    "error host-port-taken
    at  live/_hosts/own-1 world.ts
    why "_hosts/control:etcd-client" (world.ts) and "_hosts/control:own" (world.ts) both listen on tcp/2379 of all hosts of pool "control": the second does not start.
    fix Give one of them another port."
  `);
});

test('host-too-small', () => {
  expect(told(hostCases, 'host-too-small')).toMatchInlineSnapshot(`
    "error host-too-small
    at  live/_hosts/worker world.ts
    why Each host of pool "_hosts/worker" (world.ts) has 1023 MiB of memory and needs 1024 as a worker.
    fix Choose a larger machine."
  `);
});

test('module-missing', () => {
  expect(told(hostCases, 'module-missing')).toMatchInlineSnapshot(`
    "error module-missing
    at  live/_hosts/edge world.ts
    why "_hosts/edge:net.netfilter.nf_conntrack_max" (world.ts) sets net.netfilter.nf_conntrack_max, which exists only while the module nf_conntrack is loaded; nothing loads it on pool "edge".
    fix Load it: pool.addModule('nf_conntrack', { reason: '...' })."
  `);
});

test('port-closed', () => {
  expect(told(hostCases, 'port-closed')).toMatchInlineSnapshot(`
    "error port-closed
    at  live/_hosts/own-1 world.ts
    why "_hosts/worker:exporter to etcd on control-1" (world.ts) goes from worker-1 to tcp/2379 of control-1, which lets only others in there.
    fix Let the clients in where the server is declared: etcd.allowClients(...) for etcd, or contributePort(...) with their pool.

    error port-closed
    at  live/_hosts/own-1 world.ts
    why "_hosts/worker:exporter to etcd on control-2" (world.ts) goes from worker-1 to tcp/2379 of control-2, which lets only others in there.
    fix Let the clients in where the server is declared: etcd.allowClients(...) for etcd, or contributePort(...) with their pool.

    error port-closed
    at  live/_hosts/own-1 world.ts
    why "_hosts/worker:exporter to etcd on control-3" (world.ts) goes from worker-1 to tcp/2379 of control-3, which lets only others in there.
    fix Let the clients in where the server is declared: etcd.allowClients(...) for etcd, or contributePort(...) with their pool."
  `);
});

test('port-open-to-world', () => {
  expect(told(hostCases, 'port-open-to-world')).toMatchInlineSnapshot(`
    "error port-open-to-world
    at  live/_hosts/own-1 world.ts
    why "_hosts/control:own" (world.ts) opens tcp/10250 to anywhere: that is the kubelet, which runs commands in every container.
    fix Name who needs it: from: [{ kind: 'pool', pool: 'control' }]."
  `);
});

test('resolver-missing', () => {
  expect(told(hostCases, 'resolver-missing')).toMatchInlineSnapshot(`
    "error resolver-missing
    at  live/_hosts/worker world.ts
    why The hosts of pool "_hosts/worker" (world.ts) have no name servers, and pods ask those of their hosts for all names outside of the cluster.
    fix Say them: nameServers: ['10.20.0.2']."
  `);
});

test('time-missing', () => {
  expect(told(hostCases, 'time-missing')).toMatchInlineSnapshot(`
    "error time-missing
    at  live/_hosts/worker world.ts
    why The hosts of pool "_hosts/worker" (world.ts) are told no time server, and ask those that their system's maker has on the internet, if they reach them: certificates are not yet, or no longer, valid where clocks differ.
    fix Say whom they ask: timeServers: ['ntp.example.com']."
  `);
});

test('updates-restart', () => {
  expect(told(hostCases, 'updates-restart')).toMatchInlineSnapshot(`
    "error updates-restart
    at  live/_hosts/control world.ts
    why The hosts "control-1", "control-2" and "control-3" restart as soon as an update is there, each by itself; they carry the etcd cluster "_hosts/etcd" (world.ts), which stops when most of them are away at once.
    fix Leave updates out, and restart hosts one after the other. A window alone does not keep them from going together."
  `);
});
