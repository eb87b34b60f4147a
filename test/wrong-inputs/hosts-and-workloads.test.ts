import { Newcomer } from './newcomer';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

const lab = (from: string, to: string): Promise<string> => newcomer.edits({ file: 'stacks/lab.ts', from, to }, 'lab');

const labs = (from: string, to: string): Promise<string> => newcomer.edits({ file: 'stacks/labs.ts', from, to }, 'lab');

test('a volume smaller than what the database asks for', async () => {
  expect(await lab('database: Size.gibibytes(10)', 'database: Size.gibibytes(8)')).toMatchInlineSnapshot(`
    "error  claim-without-volume: a claim fits none of the volumes that hosts have
      at    lab/guests/entries   stacks/lab.ts:109
      why   StatefulSet "guests/entries" (stacks/lab.ts:109), volumeClaimTemplates["data"] of 2 pods, asks for 10 GiB of the
            class "local" (2 times); the environment has 4 volumes of it, the largest of 8 GiB, and none is large enough:
            the pod would wait for ever.
      fix   Declare a volume for each claim on the hosts that run its pods: volumes: { data: Size.gibibytes(10) }."
  `);
});

test('three instances of a database on two volumes', async () => {
  expect(await lab('instances: 2,', 'instances: 3,')).toMatchInlineSnapshot(`
    "error  claim-without-volume: a claim fits none of the volumes that hosts have
      at    lab/guests/entries   stacks/lab.ts:109
      why   StatefulSet "guests/entries" (stacks/lab.ts:109), volumeClaimTemplates["data"] of 3 pods, asks for 10 GiB of the
            class "local"; the environment has 4 volumes of it, the largest of 10 GiB, and all that are large enough are
            taken: the pod would wait for ever.
      fix   Declare a volume for each claim on the hosts that run its pods: volumes: { data: Size.gibibytes(10) }."
  `);
});

test('hosts without volumes under a database', async () => {
  expect(
    await lab(
      `      volumes: { database: Size.gibibytes(10), cache: Size.gibibytes(2) },
`,
      '',
    ),
  ).toMatchInlineSnapshot(`
    "warning  acknowledgement-unused: an acknowledgement matches no finding
      at    lab/_hosts/worker
      why   "disk-unmounted" is acknowledged on "lab/_hosts/worker" (The cloud names disks when it attaches them: they are
            mounted by hand), and nothing there gives this finding.
      fix   Remove the acknowledgement, so that the finding is seen when it comes back.

    error  api-without-controller: nothing in the cluster acts on an object
      at    lab/guests/entries   stacks/lab.ts:108
      why   StatefulSet "guests/entries" (stacks/lab.ts:108), volumeClaimTemplates["data"] names no storage class, and the
            cluster "kubernetes" (stacks/lab.ts:86) has no storage class and no default one: no volume would be made for it.
      fix   Declare volumes on the workers' pool of the cluster, volumes: { data: Size.gibibytes(50) }, or give it storage:
            Storage.localPath().

    error  api-without-controller: nothing in the cluster acts on an object
      at    lab/guests/visits    stacks/lab.ts:116
      why   StatefulSet "guests/visits" (stacks/lab.ts:116), volumeClaimTemplates["data"] names no storage class, and the
            cluster "kubernetes" (stacks/lab.ts:86) has no storage class and no default one: no volume would be made for it.
      fix   Declare volumes on the workers' pool of the cluster, volumes: { data: Size.gibibytes(50) }, or give it storage:
            Storage.localPath()."
  `);
});

test('load balancers on hosts that run workloads', async () => {
  expect(await lab('HostLoadBalancer.on(this.control)', 'HostLoadBalancer.on(this.workers)')).toMatchInlineSnapshot(`
    "error  ingress-on-workers: the world would come in through hosts that run workloads
      at    lab/_hosts/kubernetes   stacks/lab.ts:87
      why   worker-1, worker-2 would carry the world's traffic and run workloads: what such a host sends to its own node
            port gets another address, which policies refuse.
      fix   Choose hosts that run no workloads: ingress: HostLoadBalancer.on(control)."
  `);
});

test('two services with one port of nodes', async () => {
  expect(
    await lab(
      `expose: Expose.http(host),
    });`,
      `expose: Expose.http(host, { nodePort: 30100 }),
    });
    new Microservice(guests, 'help', { image: Image.of(images.guestbook), ports: { http: 8080 }, health: Health.tcp('http'), expose: Expose.http('help.example.com', { nodePort: 30100 }) });`,
    ),
  ).toMatchInlineSnapshot(`
    "error  node-port-invalid: an exposed component cannot have its port of nodes
      at    lab/guests/help     stacks/lab.ts:128
      why   It would have the node port 30100, and so has "guests/guestbook" of the environment "lab".
      fix   Give one of them a port of its own: Expose.http('help.example.com', { nodePort: 30101 })."
  `);
});

test('a port of nodes that is none', async () => {
  expect(await lab('Expose.http(host)', 'Expose.http(host, { nodePort: 8080 })')).toMatchInlineSnapshot(`
    "error  node-port-invalid: an exposed component cannot have its port of nodes
      at    lab/guests/guestbook   stacks/lab.ts:121
      why   nodePort is 8080; the API server gives ports from 30000 to 32767.
      fix   Choose one of them, or leave it out: then it follows from the name."
  `);
});

test('an image from a registry that nodes do not reach', async () => {
  expect(await lab('...props.settings,', "...props.settings, registries: ['docker.io', 'ghcr.io', 'registry.k8s.io'],"))
    .toMatchInlineSnapshot(`
    "error  image-registry: an image comes from a registry that the cluster cannot pull from
      at    lab/guests/entries          stacks/lab.ts:109
      why   StatefulSet "guests/entries" (stacks/lab.ts:109), containers["postgres"]: the image
            "registry.example.com/lab/postgres-patroni:17" comes from "registry.example.com"; nodes of the cluster
            "kubernetes" (stacks/lab.ts:87) pull from "docker.io", "ghcr.io" and "registry.k8s.io" only.
      fix   Mirror it and write image: Image.digest('docker.io/lab/postgres-patroni', 'sha256:...'), or add the registry to
            the \`registries\` of the cluster.

    error  image-registry: an image comes from a registry that the cluster cannot pull from
      at    lab/guests/entries-grants   stacks/lab.ts:109
      why   Deployment "guests/entries-grants" (stacks/lab.ts:109), containers["grants"]: the image
            "registry.example.com/lab/postgres-patroni:17" comes from "registry.example.com"; nodes of the cluster
            "kubernetes" (stacks/lab.ts:87) pull from "docker.io", "ghcr.io" and "registry.k8s.io" only.
      fix   Mirror it and write image: Image.digest('docker.io/lab/postgres-patroni', 'sha256:...'), or add the registry to
            the \`registries\` of the cluster.

    error  image-registry: an image comes from a registry that the cluster cannot pull from
      at    lab/guests/guestbook        stacks/lab.ts:121
      why   Deployment "guests/guestbook" (stacks/lab.ts:121), containers["guestbook"]: the image
            "registry.example.com/lab/guestbook:1.0.0" comes from "registry.example.com"; nodes of the cluster "kubernetes"
            (stacks/lab.ts:87) pull from "docker.io", "ghcr.io" and "registry.k8s.io" only.
      fix   Mirror it and write image: Image.digest('docker.io/lab/guestbook', 'sha256:...'), or add the registry to the
            \`registries\` of the cluster."
  `);
});

test('workers too small for their pods', async () => {
  expect(await labs('memory: Size.gibibytes(16)', 'memory: Size.gibibytes(2)')).toMatchInlineSnapshot(`
    "warning  capacity-short: without one of its workers the cluster has no room for its pods
      at    lab/_hosts/kubernetes   stacks/lab.ts:87
      why   The pods of "_hosts/kubernetes" (stacks/lab.ts:87) ask for 2528 MiB of memory; without one of its 2 workers it
            has 1180: some pods would wait until that host is back.
      fix   Add a worker, choose larger machines, or let pods ask for less."
  `);
});
