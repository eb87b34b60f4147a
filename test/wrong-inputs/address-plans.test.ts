import { Newcomer } from './newcomer';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

const lab = (from: string, to: string, imports?: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/lab.ts', from, to, imports }, 'lab');

const labs = (from: string, to: string): Promise<string> => newcomer.edits({ file: 'stacks/labs.ts', from, to }, 'lab');

const platform = (from: string, to: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/platform.ts', from, to }, 'production');

const environments = (from: string, to: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/environments.ts', from, to }, 'shared');

test('pods in the network of the hosts', async () => {
  expect(await lab("pods: '10.244.0.0/16'", "pods: '10.20.0.0/16'")).toMatchInlineSnapshot(`
    "error  ranges-overlap: two ranges of addresses share some, so that part of the traffic goes to the wrong place
      at    lab/_hosts/network   stacks/lab.ts:82
      why   In the address plan "_hosts/network" (stacks/lab.ts:82) pods (10.20.0.0/16) and nodes (10.20.0.0/24) overlap:
            what is meant for one of them is delivered to the other.
      fix   Choose ranges that share no address, such as pods: '10.244.0.0/16' and services: '10.96.0.0/16' beside hosts in
            10.20.0.0/16.

    error  ranges-overlap: two ranges of addresses share some, so that part of the traffic goes to the wrong place
      at    lab/_hosts/network   stacks/lab.ts:82
      why   In the address plan "_hosts/network" (stacks/lab.ts:82) pods (10.20.0.0/16) and the virtual address "api-server"
            (10.20.0.5/32) overlap: what is meant for one of them is delivered to the other.
      fix   Choose ranges that share no address, such as pods: '10.244.0.0/16' and services: '10.96.0.0/16' beside hosts in
            10.20.0.0/16."
  `);
});

test('services among the pods', async () => {
  expect(await lab("services: '10.96.0.0/16'", "services: '10.244.128.0/17'")).toMatchInlineSnapshot(`
    "error  ranges-overlap: two ranges of addresses share some, so that part of the traffic goes to the wrong place
      at    lab/_hosts/network   stacks/lab.ts:82
      why   In the address plan "_hosts/network" (stacks/lab.ts:82) pods (10.244.0.0/16) and services (10.244.128.0/17)
            overlap: what is meant for one of them is delivered to the other.
      fix   Choose ranges that share no address, such as pods: '10.244.0.0/16' and services: '10.96.0.0/16' beside hosts in
            10.20.0.0/16."
  `);
});

test('services where a tunnel leads', async () => {
  expect(await lab("services: '10.96.0.0/16',", "services: '10.96.0.0/16', reserved: { vpn: ['10.96.8.0/24'] },"))
    .toMatchInlineSnapshot(`
    "error  ranges-overlap: two ranges of addresses share some, so that part of the traffic goes to the wrong place
      at    lab/_hosts/network   stacks/lab.ts:82
      why   In the address plan "_hosts/network" (stacks/lab.ts:82) services (10.96.0.0/16) and "vpn" (10.96.8.0/24)
            overlap: what is meant for one of them is delivered to the other.
      fix   Choose ranges that share no address, such as pods: '10.244.0.0/16' and services: '10.96.0.0/16' beside hosts in
            10.20.0.0/16."
  `);
});

test('fewer parts of the pods than hosts', async () => {
  expect(await lab("pods: '10.244.0.0/16'", "pods: '10.244.0.0/23'")).toMatchInlineSnapshot(`
    "error  node-ranges-exhausted: the range of pods has no part left for some host
      at    lab/_hosts/kubernetes   stacks/lab.ts:87
      why   The pods of "_hosts/kubernetes" (stacks/lab.ts:87) have 10.244.0.0/23, which holds 2 parts of /24; there are 5
            hosts. A host without a part never becomes ready.
      fix   Write a larger range, or a longer nodePrefix: each host then has fewer addresses."
  `);
});

test('more pods on a host than it has addresses', async () => {
  expect(await platform('metrics: true,', 'metrics: true, kubelet: { maxPods: 500 },')).toMatchInlineSnapshot(`
    "error  max-pods-exceeds-range: a host may run more pods than it has addresses for
      at    production/_hosts/cluster   stacks/platform.ts:40
      why   Hosts of "_hosts/cluster" (stacks/platform.ts:40) run up to 500 pods, and a /24 has 254 addresses for them: pods
            beyond wait for an address.
      fix   Write maxPods: 254, or a shorter nodePrefix."
  `);
});

test('an endpoint that is a host', async () => {
  expect(await labs("endpoint: '10.20.0.5'", "endpoint: '10.20.0.12'")).toMatchInlineSnapshot(`
    "error  virtual-address-invalid: an address that moves between hosts cannot be had by them, or belongs to one already
      at    lab/_hosts/kubernetes   stacks/lab.ts:87
      why   The virtual address "_hosts/api" (stacks/lab.ts:87) is 10.20.0.12, which is the host "_hosts/control-2"
            (stacks/lab.ts:66) itself.
      fix   Choose a free address of the hosts’ network."
  `);
});

test('an endpoint outside of the network', async () => {
  expect(await labs("endpoint: '10.20.0.5'", "endpoint: '10.21.0.5'")).toMatchInlineSnapshot(`
    "error  virtual-address-invalid: an address that moves between hosts cannot be had by them, or belongs to one already
      at    lab/_hosts/kubernetes   stacks/lab.ts:87
      why   The virtual address "_hosts/api" (stacks/lab.ts:87) is 10.21.0.5; the hosts of pool "control" are in
            10.20.0.0/24, and a host can only have addresses of its own network.
      fix   Choose a free address of that network."
  `);
});

test('an endpoint that is the gateway', async () => {
  expect(await labs("endpoint: '10.20.0.5'", "endpoint: '10.20.0.1'")).toMatchInlineSnapshot(`
    "error  virtual-address-invalid: an address that moves between hosts cannot be had by them, or belongs to one already
      at    lab/_hosts/kubernetes   stacks/lab.ts:87
      why   The virtual address "_hosts/api" (stacks/lab.ts:87) is 10.20.0.1, which is the gateway of pool "control": two
            would answer for one address.
      fix   Choose a free address of the hosts’ network."
  `);
});

test('an endpoint of IPv6', async () => {
  expect(await labs("endpoint: '10.20.0.5'", "endpoint: 'fd00::5'")).toMatchInlineSnapshot(`
    "error  invalid-value: a value has the wrong form
      at    stacks/lab.ts:93
      why   The virtual address "fd00::5" is of IPv6; keepalived is set up for IPv4 alone.
      fix   Use an IPv4 address of the hosts’ network."
  `);
});

test('an endpoint without a VirtualIp', async () => {
  expect(await lab('VirtualIp.at(addresses.endpoint)', 'addresses.endpoint')).toMatchInlineSnapshot(`
    "error  choice-unknown: a property has a value that it cannot have
      at    stacks/lab.ts:87
      why   endpoint is "10.20.0.5", which is no Endpoint.
      fix   Write VirtualIp.at('10.20.0.5'), or Endpoint.loadBalancer('api.example.com')."
  `);
});

test('an endpoint on the port of the API server', async () => {
  expect(
    await lab(
      'VirtualIp.at(addresses.endpoint)',
      'Endpoint.virtual(VirtualIp.at(addresses.endpoint), { port: 6443 })',
      "import { Endpoint } from '../lib/constructs/kubernetes';",
    ),
  ).toMatchInlineSnapshot(`
    "error  endpoint-port-taken: the load balancer and the API server of one host want the same port
      at    lab/_hosts/kubernetes   stacks/lab.ts:87
      why   The endpoint of "_hosts/kubernetes" (stacks/lab.ts:87) is port 6443 of its control hosts, and so is the API
            server: one of the two does not start.
      fix   Leave the endpoint at 8443.

    error  host-port-taken: two things want the same port of a host
      at    lab/_hosts/kubernetes   stacks/lab.ts:87
      why   "_hosts/control:api-endpoint" (stacks/lab.ts:87) and "_hosts/control:kube-apiserver" (stacks/lab.ts:87) both
            listen on tcp/6443 of all hosts of pool "control": the second does not start.
      fix   Give one of them another port."
  `);
});

test('an endpoint on the port of the ingress', async () => {
  expect(
    await lab(
      'VirtualIp.at(addresses.endpoint)',
      'Endpoint.virtual(VirtualIp.at(addresses.endpoint), { port: 80 })',
      "import { Endpoint } from '../lib/constructs/kubernetes';",
    ),
  ).toMatchInlineSnapshot(`
    "error  host-port-taken: two things want the same port of a host
      at    lab/_hosts/kubernetes   stacks/lab.ts:87
      why   "_hosts/control:api-endpoint" (stacks/lab.ts:87) and "_hosts/control:ingress-http" (stacks/lab.ts:87) both
            listen on tcp/80 of all hosts of pool "control": the second does not start.
      fix   Give one of them another port."
  `);
});

test('no endpoint for three control hosts', async () => {
  expect(
    await lab(
      `      endpoint: VirtualIp.at(addresses.endpoint),
`,
      '',
    ),
  ).toMatchInlineSnapshot(`
    "error  endpoint-single-host: the API of several control hosts is reached through one of them
      at    lab/_hosts/kubernetes   stacks/lab.ts:87
      why   The API of "_hosts/kubernetes" (stacks/lab.ts:87) is reached at 10.20.0.11, one of its 3 control hosts: without
            it nobody reaches the others, and the name cannot be changed later without new certificates.
      fix   Use an address that moves: endpoint: VirtualIp.at('10.20.0.5')."
  `);
});

test('workers that begin among the control hosts', async () => {
  expect(await labs("worker: '10.20.0.101'", "worker: '10.20.0.13'")).toMatchInlineSnapshot(`
    "error  host-duplicate: two hosts have the same name or address
      at    lab/_hosts/worker   stacks/lab.ts:72
      why   The hosts "_hosts/control-3" (stacks/lab.ts:66) and "_hosts/worker-1" (stacks/lab.ts:72) both have the address
            10.20.0.13.
      fix   Leave room between the first addresses of two pools: firstAddress."
  `);
});

test('more workers than the network has addresses', async () => {
  expect(await environments('workers: 3', 'workers: 200')).toMatchInlineSnapshot(`
    "error  host-outside-subnet: a host has an address outside of its network
      at    shared/_hosts/worker   stacks/platform.ts:39
      why   The host "_hosts/worker-156" (stacks/platform.ts:39) has the address 10.30.1.0; the network of its pool is
            10.30.0.0/24, and so with 44 more hosts.
      fix   Give it an address of that network, or the pool another one."
  `);
});

test('a gateway in another network', async () => {
  expect(await labs("gateway: '10.20.0.1'", "gateway: '10.21.0.1'")).toMatchInlineSnapshot(`
    "error  host-pool-invalid: a pool of hosts cannot be as its properties say
      at    lab/_hosts/control   stacks/lab.ts:66
      why   gateway is 10.21.0.1, which is outside of the hosts' network 10.20.0.0/24: no host reaches it.
      fix   Write an address of that network, or leave gateway out: it is the first one.

    error  host-pool-invalid: a pool of hosts cannot be as its properties say
      at    lab/_hosts/worker    stacks/lab.ts:72
      why   gateway is 10.21.0.1, which is outside of the hosts' network 10.20.0.0/24: no host reaches it.
      fix   Write an address of that network, or leave gateway out: it is the first one."
  `);
});

test('a network of hosts with host bits', async () => {
  expect(await labs("subnet: '10.20.0.0/24'", "subnet: '10.20.0.1/24'")).toMatchInlineSnapshot(`
    "error  host-pool-invalid: a pool of hosts cannot be as its properties say
      at    lab/_hosts/control   stacks/lab.ts:66
      why   subnet: "10.20.0.1/24" has host bits set.
      fix   Did you mean "10.20.0.0/24"?

    error  host-pool-invalid: a pool of hosts cannot be as its properties say
      at    lab/_hosts/worker    stacks/lab.ts:72
      why   subnet: "10.20.0.1/24" has host bits set.
      fix   Did you mean "10.20.0.0/24"?"
  `);
});

test('pods with host bits', async () => {
  expect(await lab("pods: '10.244.0.0/16'", "pods: '10.244.1.0/16'")).toMatchInlineSnapshot(`
    "error  network-invalid: a network between pods is declared in a way that cannot be
      at    lab/_hosts/network   stacks/lab.ts:82
      why   pods: "10.244.1.0/16" has host bits set.
      fix   Did you mean "10.244.0.0/16"?"
  `);
});

test('two virtual addresses with one router id', async () => {
  expect(
    await lab(
      'HostLoadBalancer.on(this.control)',
      "HostLoadBalancer.on(this.control, { address: VirtualIp.at('10.20.0.6', { routerId: 5 }) })",
    ),
  ).toMatchInlineSnapshot(`
    "error  router-id-duplicate: two addresses that move between hosts have one router id
      at    lab/_hosts/kubernetes   stacks/lab.ts:87
      why   "_hosts/api" (stacks/lab.ts:87) (10.20.0.5) and "_hosts/ingress" (stacks/lab.ts:87) (10.20.0.6) both have the
            router id 5: their hosts would take the addresses from each other.
      fix   Give one of them another: VirtualIp.at('10.20.0.6', { routerId: 6 })."
  `);
});
