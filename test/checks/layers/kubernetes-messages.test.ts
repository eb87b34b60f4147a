import { kubernetesCases } from './kubernetes-cases';
import { told } from './told';

test('capacity-short', () => {
  expect(told(kubernetesCases, 'capacity-short')).toMatchInlineSnapshot(`
    "warning capacity-short
    at  live/_hosts/kubernetes world.ts
    why The pods of "_hosts/kubernetes" (world.ts) ask for 2.2 processors; without one of its 2 workers it has 1.8: some pods would wait until that host is back.
    fix Add a worker, choose larger machines, or let pods ask for less."
  `);
});

test('cgroup-unsupported', () => {
  expect(told(kubernetesCases, 'cgroup-unsupported')).toMatchInlineSnapshot(`
    "error cgroup-unsupported
    at  live/_hosts/kubernetes world.ts
    why The kubelets of "_hosts/kubernetes" (world.ts) have the cgroup driver "cgroupfs"; containerd beside them has "systemd": two managers of one tree.
    fix Leave cgroupDriver out: it is 'systemd'."
  `);
});

test('claim-without-volume', () => {
  expect(told(kubernetesCases, 'claim-without-volume')).toMatchInlineSnapshot(`
    "error claim-without-volume
    at  live/shop kubernetes-cases.ts
    why PersistentVolumeClaim "shop/orders" (kubernetes-cases.ts) asks for 51 GiB of the class "local"; the environment has 2 volumes of it, the largest of 50 GiB, and none is large enough: the pod would wait for ever.
    fix Declare a volume for each claim on the hosts that run its pods: volumes: { data: Size.gibibytes(51) }."
  `);
});

test('reserved-too-much', () => {
  expect(told(kubernetesCases, 'reserved-too-much')).toMatchInlineSnapshot(`
    "error reserved-too-much
    at  live/_hosts/kubernetes world.ts
    why The kubelets of "_hosts/kubernetes" (world.ts) keep back 2404 MiB of memory; a host of pool "worker" has 2048 MiB of memory: no pod fits.
    fix Keep back less (kubeReserved, systemReserved, evictionMemory), or choose a larger machine."
  `);
});

test('resolv-conf', () => {
  expect(told(kubernetesCases, 'resolv-conf')).toMatchInlineSnapshot(`
    "error resolv-conf
    at  live/_hosts/kubernetes world.ts
    why The kubelets of "_hosts/kubernetes" (world.ts) give pods the name servers of /etc/resolv.conf; in pools "control" (debian) and "worker" (debian) the file with the real ones is /run/systemd/resolve/resolv.conf.
    fix Leave resolvConf out: it follows the operating system."
  `);
});

test('runtime-unsupported', () => {
  expect(told(kubernetesCases, 'runtime-unsupported')).toMatchInlineSnapshot(`
    "error runtime-unsupported
    at  live/_hosts/kubernetes world.ts
    why "_hosts/kubernetes" (world.ts) is Kubernetes 1.36 with containerd 2.1.9; it works with 2.2.0 and 2.3.0 and later patches of these lines.
    fix Leave containerd out: its release follows the version of Kubernetes."
  `);
});

test('serving-certificates-unapproved', () => {
  expect(told(kubernetesCases, 'serving-certificates-unapproved')).toMatchInlineSnapshot(`
    "error serving-certificates-unapproved
    at  live/_hosts/kubernetes world.ts
    why The kubelets of "_hosts/kubernetes" (world.ts) ask the cluster for their serving certificates (serverTLSBootstrap), and nothing in it approves them: logs, exec and metrics fail.
    fix Leave serverTLSBootstrap out, or install an approver and name it."
  `);
});

test('shutdown-periods', () => {
  expect(told(kubernetesCases, 'shutdown-periods')).toMatchInlineSnapshot(`
    "error shutdown-periods
    at  live/_hosts/kubernetes world.ts
    why The kubelets of "_hosts/kubernetes" (world.ts) have 60 s to end all pods, and of these 90 s for critical ones: they do not start.
    fix Give critical pods a part of the whole."
  `);
});

test('swap-on', () => {
  expect(told(kubernetesCases, 'swap-on')).toMatchInlineSnapshot(`
    "error swap-on
    at  live/_hosts/kubernetes world.ts
    why The hosts of pool "worker" have swap: 'limited'; the kubelets of "_hosts/kubernetes" (world.ts) do not start where there is swap (failSwapOn).
    fix Write swap: 'off' for the pool, or leave failSwapOn out: it then follows the pools."
  `);
});

test('version-skew', () => {
  expect(told(kubernetesCases, 'version-skew')).toMatchInlineSnapshot(`
    "error version-skew
    at  live/_hosts/own-1 world.ts
    why The kubelets of "_hosts/worker/worker-2:kubelet" (world.ts) are 1.37.0; the API server of "_hosts/kubernetes" (world.ts) is 1.36.4: a kubelet is never newer, and at most three minors older.
    fix Use one version for the cluster, and bring the control plane to it first."
  `);
});

test('volume-not-on-host', () => {
  expect(told(kubernetesCases, 'volume-not-on-host')).toMatchInlineSnapshot(`
    "error volume-not-on-host
    at  live/shop kubernetes-cases.ts
    why PersistentVolume "shop/archive" (kubernetes-cases.ts) is on "worker-3", which is none of the hosts.
    fix Declare the volume on the pool: volumes: { data: Size.gibibytes(50) }; its object is then made for each host."
  `);
});
