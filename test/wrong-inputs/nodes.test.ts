import { Newcomer } from './newcomer';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

const lab = (from: string, to: string, imports?: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/lab.ts', from, to, imports }, 'lab');

const labs = (from: string, to: string, imports?: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/labs.ts', from, to, imports }, 'lab');

const platform = (from: string, to: string, environment = 'production', imports?: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/platform.ts', from, to, imports }, environment);

test('packets larger than the link carries', async () => {
  expect(await lab("pods: '10.244.0.0/16',", "pods: '10.244.0.0/16', mtu: 1450,")).toMatchInlineSnapshot(`
    "error  mtu-too-large: packets between pods would be larger than what the network carries
      at    lab/_hosts/network   stacks/lab.ts:82
      why   Pods of "_hosts/network" (stacks/lab.ts:82) send packets of 1450 bytes; the links of pool "control" and pool
            "worker" carry 1450, and flannel's vxlan adds 50. Small packets pass and large ones vanish.
      fix   Write mtu: 1400, or leave it out."
  `);
});

test('nobody who enforces policies', async () => {
  expect(
    await lab(
      "pods: '10.244.0.0/16',",
      "pods: '10.244.0.0/16', enforcer: PolicyEnforcer.none(),",
      "import { PolicyEnforcer } from '../lib/constructs/network';",
    ),
  ).toMatchInlineSnapshot(`
    "error  api-without-controller: nothing in the cluster acts on an object
      at    lab                 stacks/lab.ts:87
      why   The environment "lab" has 6 NetworkPolicies in 1 stack; the cluster "kubernetes" (stacks/lab.ts:87) has the
            enforcer "none", so every pod still reaches every other.
      fix   Leave enforcer out of Flannel, which is PolicyEnforcer.kubeRouter(), or acknowledge "api-without-controller" on
            the environment."
  `);
});

test('control hosts with one processor', async () => {
  expect(await labs('capacity: { cpus: 4,', 'capacity: { cpus: 1,')).toMatchInlineSnapshot(`
    "error  host-too-small: hosts have less than Kubernetes needs
      at    lab/_hosts/control   stacks/lab.ts:66
      why   Each host of pool "_hosts/control" (stacks/lab.ts:66) has 1 processor and needs 2 as a control host: kubeadm
            refuses it.
      fix   Choose a larger machine."
  `);
});

test('all memory of the control hosts kept back', async () => {
  expect(
    await lab('...props.settings,', '...props.settings, kubelet: { systemReserved: { memory: Size.gibibytes(8) } },'),
  ).toMatchInlineSnapshot(`
    "error  reserved-too-much: what is kept back on a host is all that it has
      at    lab/_hosts/kubernetes   stacks/lab.ts:87
      why   The kubelets of "_hosts/kubernetes" (stacks/lab.ts:87) keep back 10136 MiB of memory; a host of pool "control"
            has 8192 MiB of memory: no pod fits.
      fix   Keep back less (kubeReserved, systemReserved, evictionMemory), or choose a larger machine."
  `);
});

test('swap beside kubelets that refuse it', async () => {
  expect(
    await platform(
      `firstAddress: \`\${network}.101\` });
  return new KubernetesCluster(environment, 'cluster', {`,
      `firstAddress: \`\${network}.101\`, swap: 'limited' });
  return new KubernetesCluster(environment, 'cluster', { kubelet: { failSwapOn: true },`,
      'shared',
    ),
  ).toMatchInlineSnapshot(`
    "error  swap-on: hosts swap, and their kubelets refuse to start where memory may be swapped
      at    shared/_hosts/cluster   stacks/platform.ts:40
      why   The hosts of pool "worker" have swap: 'limited'; the kubelets of "_hosts/cluster" (stacks/platform.ts:40) do not
            start where there is swap (failSwapOn).
      fix   Write swap: 'off' for the pool, or leave failSwapOn out: it then follows the pools."
  `);
});

test('a runtime too old for Kubernetes', async () => {
  expect(await lab('...props.settings,', "...props.settings, containerd: '1.7.28',")).toMatchInlineSnapshot(`
    "error  runtime-unsupported: the container runtime is too old for this Kubernetes
      at    lab/_hosts/kubernetes   stacks/lab.ts:87
      why   "_hosts/kubernetes" (stacks/lab.ts:87) is Kubernetes 1.36 with containerd 1.7.28; it works with 2.2.0 and 2.3.0
            and later patches of these lines.
      fix   Leave containerd out: its release follows the version of Kubernetes."
  `);
});

test("name servers from the resolver's stub", async () => {
  expect(await platform('metrics: true,', "metrics: true, kubelet: { resolvConf: '/etc/resolv.conf' },"))
    .toMatchInlineSnapshot(`
    "error  resolv-conf: pods would get a list of name servers that is not there, or that leads back to themselves
      at    production/_hosts/cluster   stacks/platform.ts:40
      why   The kubelets of "_hosts/cluster" (stacks/platform.ts:40) give pods the name servers of /etc/resolv.conf; in
            pools "control" (flatcar) and "worker" (flatcar) the file with the real ones is
            /run/systemd/resolve/resolv.conf.
      fix   Leave resolvConf out: it follows the operating system."
  `);
});

test('serving certificates that nobody approves', async () => {
  expect(await platform('metrics: true,', 'metrics: true, kubelet: { serverTLSBootstrap: true },'))
    .toMatchInlineSnapshot(`
    "error  serving-certificates-unapproved: kubelets ask for certificates that nobody approves
      at    production/_hosts/cluster   stacks/platform.ts:40
      why   The kubelets of "_hosts/cluster" (stacks/platform.ts:40) ask the cluster for their serving certificates
            (serverTLSBootstrap), and nothing in it approves them: logs, exec and metrics fail.
      fix   Leave serverTLSBootstrap out, or install an approver and name it."
  `);
});

test("the kernel's own ports among those of services", async () => {
  expect(
    await lab(
      'const backup = EtcdBackup.daily',
      `this.workers.addSysctl('net.ipv4.ip_local_port_range', '30000 60999', { reason: 'Many connections.' });
    const backup = EtcdBackup.daily`,
    ),
  ).toMatchInlineSnapshot(`
    "error  ephemeral-range: hosts take ports for their own connections that services are given
      at    lab/_hosts/worker   stacks/lab.ts:72
      why   "_hosts/worker:net.ipv4.ip_local_port_range" (stacks/lab.ts:72) lets hosts take the ports 30000 to 60999 for
            their own connections; services of "_hosts/kubernetes" (stacks/lab.ts:88) are given 30000 to 32767.
      fix   Let it begin after them: '32768 60999'."
  `);
});

test('control hosts that restart whenever an update is there', async () => {
  expect(
    await labs(
      "subnet: '10.20.0.0/24',",
      "subnet: '10.20.0.0/24', updates: SystemUpdates.immediately(),",
      "import { SystemUpdates } from '../lib/constructs/hosts';",
    ),
  ).toMatchInlineSnapshot(`
    "error  updates-restart: updates of the operating system may restart several control hosts at once
      at    lab/_hosts/control   stacks/lab.ts:66
      why   The hosts "control-1", "control-2" and "control-3" restart as soon as an update is there, each by itself; they
            carry the etcd cluster "_hosts/etcd" (stacks/lab.ts:81), which stops when most of them are away at once.
      fix   Leave updates out, and restart hosts one after the other. A window alone does not keep them from going together."
  `);
});

test('a first boot larger than the cloud takes', async () => {
  expect(
    await lab(
      'const backup = EtcdBackup.daily',
      `this.workers.addFile({ path: '/etc/hosts.deny', body: { format: 'text', value: Array.from({ length: 9000 }, (_, n) => \`ALL: \${Math.imul(n, 2654435761) >>> 0}\`).join('\\n') }, effect: { kind: 'none' } }, { reason: 'Nobody from there.' });
    const backup = EtcdBackup.daily`,
    ),
  ).toMatchInlineSnapshot(`
    "error  user-data-too-large: what a host is given at its first boot is larger than its machine takes
      at    lab/_hosts/worker   stacks/lab.ts:72
      why   What "worker-1" of "_hosts/worker" (stacks/lab.ts:72) is given has 81821 bytes with all contents packed; its
            machine takes 49149. The largest files are /etc/hosts.deny (141662 bytes), /usr/local/libexec/plinth/artifacts
            (2111 bytes), /etc/plinth/firewall.nft (2072 bytes).
      fix   Keep large files out of it: install them as an artifact or package, or have a unit fetch them."
  `);
});

test('Ignition on Ubuntu', async () => {
  expect(await platform('subnet: `${network}.0/24`,', "subnet: `${network}.0/24`, provisioning: 'ignition',", 'shared'))
    .toMatchInlineSnapshot(`
    "error  host-pool-invalid: a pool of hosts cannot be as its properties say
      at    shared/_hosts/control   stacks/platform.ts:38
      why   provisioning is "ignition"; machines with ubuntu 24.04 learn from cloud-init what they are, and from nothing
            else.
      fix   Leave it out, or write "cloud-init".

    error  host-pool-invalid: a pool of hosts cannot be as its properties say
      at    shared/_hosts/worker    stacks/platform.ts:39
      why   provisioning is "ignition"; machines with ubuntu 24.04 learn from cloud-init what they are, and from nothing
            else.
      fix   Leave it out, or write "cloud-init"."
  `);
});

test('packages of apt on Flatcar', async () => {
  expect(
    await platform(
      'metrics: true,',
      "metrics: true, packages: KubernetesPackages.apt({ key: '-----BEGIN PGP PUBLIC KEY BLOCK-----' }),",
      'production',
      "import { KubernetesPackages } from '../lib/constructs/kubernetes';",
    ),
  ).toMatchInlineSnapshot(`
    "error  packages-unavailable: the programs of Kubernetes are to come as packages that an operating system cannot have
      at    production/_hosts/cluster   stacks/platform.ts:40
      why   The hosts of "control" have flatcar, which has no apt: they cannot have Kubernetes' packages.
      fix   Leave packages out: the same programs then come from the artifact mirror.

    error  packages-unavailable: the programs of Kubernetes are to come as packages that an operating system cannot have
      at    production/_hosts/cluster   stacks/platform.ts:40
      why   The hosts of "worker" have flatcar, which has no apt: they cannot have Kubernetes' packages.
      fix   Leave packages out: the same programs then come from the artifact mirror."
  `);
});

test('a cluster without a network', async () => {
  expect(
    await lab(
      `      network,
`,
      '',
    ),
  ).toMatchInlineSnapshot(`
    "error  choice-unknown: a property has a value that it cannot have
      at    stacks/lab.ts:87
      why   network is undefined, which is no Flannel.
      fix   Write new Flannel(this, 'network', { pods: '10.244.0.0/16', services: '10.96.0.0/16' })."
  `);
});

test('a driver of cgroups that containerd does not have', async () => {
  expect(
    await lab(
      `...props.settings,
    });`,
      `...props.settings,
    }).kubelet.patch({ cgroupDriver: 'cgroupfs' }, { reason: 'As before.' });`,
    ),
  ).toMatchInlineSnapshot(`
    "error  cgroup-unsupported: kubelets would not start on these hosts, or count what containers use otherwise than the runtime
      at    lab/_hosts/kubernetes   stacks/lab.ts:87
      why   The kubelets of "_hosts/kubernetes" (stacks/lab.ts:87) have the cgroup driver "cgroupfs"; containerd beside them
            has "systemd": two managers of one tree.
      fix   Leave cgroupDriver out: it is 'systemd'."
  `);
});

test('a file that a layer has already', async () => {
  expect(
    await lab(
      'const backup = EtcdBackup.daily',
      `this.workers.addFile({ path: '/etc/containerd/config.toml', body: { format: 'text', value: 'version = 2' }, effect: { kind: 'none' } }, { reason: 'As before.' });
    const backup = EtcdBackup.daily`,
    ),
  ).toMatchInlineSnapshot(`
    "error  resource-conflict: the same thing is said twice of a host or layer, in different ways
      at    lab/_hosts/kubernetes   stacks/lab.ts:88
      why   "_hosts/plinth/file/worker:/etc/containerd/config.toml" has body.format "text" at stacks/lab.ts:72, and "toml"
            at stacks/lab.ts:88.
      fix   Say it once, or say the same."
  `);
});

test('workers with larger packets than control hosts', async () => {
  expect(await lab('count: 2,', 'count: 2, linkMtu: 9000,')).toMatchInlineSnapshot(`
    "warning  mtu-differs: hosts of one network have links of different sizes
      at    lab/_hosts/network   stacks/lab.ts:82
      why   The hosts of "_hosts/network" (stacks/lab.ts:82) have links of different sizes: 1450 in pool "control" and 9000
            in pool "worker". All pods send packets for the smallest, 1450.
      fix   Give all links one size, or acknowledge that the smallest decides."
  `);
});

test('an authority that ends before what it signs', async () => {
  expect(
    await lab(
      "hosts: this.control, version: '3.6', backup });",
      "hosts: this.control, version: '3.6', backup, lifetimes: { authority: Duration.days(90) } });",
      "import { Duration } from 'cdk8s';",
    ),
  ).toMatchInlineSnapshot(`
    "error  certificate-lifetime: a certificate ends after the one that signs it, or is renewed too late
      at    lab/_hosts/etcd     stacks/lab.ts:81
      why   The certificate "_hosts/control/control-1:etcd-peer" (stacks/lab.ts:81) (and 7 others like it) is to live 365
            days, and "etcd", which signs it, 90 days: it is refused when that one ends.
      fix   Give the authority a longer life, or the certificate a shorter one."
  `);
});
