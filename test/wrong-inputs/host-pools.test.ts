import { Newcomer } from './newcomer';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

const lab = (from: string, to: string): Promise<string> => newcomer.edits({ file: 'stacks/lab.ts', from, to }, 'lab');

const labs = (from: string, to: string, environment = 'lab', imports?: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/labs.ts', from, to, imports }, environment);

const platform = (from: string, to: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/platform.ts', from, to }, 'production');

const environments = (from: string, to: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/environments.ts', from, to }, 'shared');

test('a pool with an underscore in its name', async () => {
  expect(await lab("new HostPool(this, 'worker'", "new HostPool(this, 'worker_a'")).toMatchInlineSnapshot(`
    "error  host-name-invalid: a name cannot be that of a host
      at    lab/_hosts/worker_a   stacks/lab.ts:72
      why   The pool's name "worker_a" may hold only lower-case letters, digits and "-", beginning and ending with a letter
            or digit.
      fix   Did you mean "worker-a"?"
  `);
});

test('two pools of one name', async () => {
  expect(await lab("new HostPool(this, 'worker'", "new HostPool(this, 'control'")).toMatchInlineSnapshot(`
    "error  name-taken: two things in one place have the same name
      at    lab                 stacks/lab.ts:72
      why   "lab" has a HostPool with the id "control" already, and a HostPool is given the same id.
      fix   Give one of them another id."
  `);
});

test('a retired name that is used again', async () => {
  expect(
    await platform(
      'count: 3, firstAddress: `${network}.11`',
      "names: { a: `${network}.11`, b: `${network}.12`, c: `${network}.13` }, retired: ['c']",
    ),
  ).toMatchInlineSnapshot(`
    "error  host-retired: a host gets a name or an address that another one had
      at    production/_hosts/control   stacks/platform.ts:38
      why   "c" is among the names and among the retired.
      fix   Give the host a name and an address that were never used: others may know the old ones still."
  `);
});

test('hosts by count and by name', async () => {
  expect(await lab('count: 3,', "count: 3, names: { 'control-a': '10.20.0.11' },")).toMatchInlineSnapshot(`
    "error  host-pool-invalid: a pool of hosts cannot be as its properties say
      at    lab/_hosts/control   stacks/lab.ts:66
      why   The pool has both count (3) and names (control-a).
      fix   Keep one of them."
  `);
});

test('hosts by count without an address', async () => {
  expect(
    await lab(
      `      firstAddress: addresses.worker,
`,
      '',
    ),
  ).toMatchInlineSnapshot(`
    "error  host-pool-invalid: a pool of hosts cannot be as its properties say
      at    lab/_hosts/worker   stacks/lab.ts:72
      why   The hosts worker-1 to worker-2 have no addresses.
      fix   Write firstAddress: '10.20.0.11'."
  `);
});

test('the path of a key for the key', async () => {
  expect(
    await environments(
      "'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFMe+9B6faGZHjg1Gt2LDKe2OD9EhER3f2Tx/VqIP4H3 operators@example.com'",
      "'~/.ssh/id_ed25519.pub'",
    ),
  ).toMatchInlineSnapshot(`
    "error  host-pool-invalid: a pool of hosts cannot be as its properties say
      at    shared/_hosts/control   stacks/platform.ts:38
      why   sshKeys[0] is no public key.
      fix   Write one line as in the file with the end .pub: "ssh-ed25519 AAAA... name". A private key belongs nowhere in a
            program.

    error  host-pool-invalid: a pool of hosts cannot be as its properties say
      at    shared/_hosts/worker    stacks/platform.ts:39
      why   sshKeys[0] is no public key.
      fix   Write one line as in the file with the end .pub: "ssh-ed25519 AAAA... name". A private key belongs nowhere in a
            program."
  `);
});

test('a window by a clock of twelve hours', async () => {
  expect(
    await labs(
      "subnet: '10.20.0.0/24',",
      "subnet: '10.20.0.0/24', updates: SystemUpdates.window({ start: '3am', length: Duration.hours(1) }),",
      'lab',
      "import { Duration } from 'cdk8s'; import { SystemUpdates } from '../lib/constructs/hosts';",
    ),
  ).toMatchInlineSnapshot(`
    "error  invalid-value: a value has the wrong form
      at    stacks/labs.ts:31
      why   The window begins at "3am".
      fix   Write hours and minutes in UTC: "03:30"."
  `);
});

test('a digest with its algorithm', async () => {
  expect(
    await labs(
      'ArtifactMirror.at(`http://${mirror}:8000`, { digests })',
      "ArtifactMirror.at(`http://${mirror}:8000`, { digests: { 'crictl 1.36.0': 'sha256:' + '0'.repeat(64) } })",
      'bed',
    ),
  ).toMatchInlineSnapshot(`
    "error  invalid-value: a value has the wrong form
      at    stacks/labs.ts:87
      why   The digest of "crictl 1.36.0" is "sha256:0000000000000000000000000000000000000000000000000000000000000000".
      fix   Write the 64 hexadecimal digits alone, as sha256sum prints them."
  `);
});

test('a mirror of software without a scheme', async () => {
  expect(
    await labs('ArtifactMirror.at(`http://${mirror}:8000`, { digests })', 'ArtifactMirror.at(`${mirror}:8000`)', 'bed'),
  ).toMatchInlineSnapshot(`
    "error  invalid-value: a value has the wrong form
      at    stacks/labs.ts:87
      why   The mirror is "10.88.0.1:8000", which is no URL of http, https or file.
      fix   Write a URL such as "https://10.88.0.1:8000"."
  `);
});

test('a mirror of images without a scheme', async () => {
  expect(await labs('endpoint: `http://${mirror}:5000`', 'endpoint: `${mirror}:5000`', 'bed')).toMatchInlineSnapshot(`
    "error  host-pool-invalid: a pool of hosts cannot be as its properties say
      at    bed/_hosts/control   stacks/lab.ts:66
      why   registryMirrors[0].endpoint is "10.88.0.1:5000", which is no URL.
      fix   Write "http://10.88.0.1:5000", or with https.

    error  host-pool-invalid: a pool of hosts cannot be as its properties say
      at    bed/_hosts/worker    stacks/lab.ts:72
      why   registryMirrors[0].endpoint is "10.88.0.1:5000", which is no URL.
      fix   Write "http://10.88.0.1:5000", or with https."
  `);
});

test('software without a digest', async () => {
  expect(
    await labs(
      `  lab.acknowledge('artifact-without-digest', 'No source that we trust gives digests of these releases yet.');
`,
      '',
    ),
  ).toMatchInlineSnapshot(`
    "error  artifact-without-digest: hosts would run software that nobody checks
      at    lab/_hosts/control   stacks/lab.ts:66
      why   The hosts of "control" install "crictl 1.36.0", "etcd 3.6.16" without a digest, and run it as root: whoever
            controls the mirror, or the way to it, controls the hosts.
      fix   Write artifactMirror: ArtifactMirror.upstream({ digests: { 'crictl 1.36.0': '<sha256>' } }) with what the
            project publishes beside each release, or with ArtifactMirror.at(...) what your mirror holds.

    error  artifact-without-digest: hosts would run software that nobody checks
      at    lab/_hosts/worker    stacks/lab.ts:72
      why   The hosts of "worker" install "crictl 1.36.0" without a digest, and run it as root: whoever controls the mirror,
            or the way to it, controls the hosts.
      fix   Write artifactMirror: ArtifactMirror.upstream({ digests: { 'crictl 1.36.0': '<sha256>' } }) with what the
            project publishes beside each release, or with ArtifactMirror.at(...) what your mirror holds."
  `);
});

test('a volume in the words of Kubernetes', async () => {
  expect(await lab('database: Size.gibibytes(10)', "database: '10Gi'")).toMatchInlineSnapshot(`
    "error  choice-unknown: a property has a value that it cannot have
      at    lab/_hosts/worker    stacks/lab.ts:72
      why   volumes.database is "10Gi", which is no Size.
      fix   Write Size.gibibytes(50), or { size: Size.gibibytes(50), path }.

    error  claim-without-volume: a claim fits none of the volumes that hosts have
      at    lab/guests/entries   stacks/lab.ts:109
      why   StatefulSet "guests/entries" (stacks/lab.ts:109), volumeClaimTemplates["data"] of 2 pods, asks for 10 GiB of the
            class "local" (2 times); the environment has 2 volumes of it, the largest of 2 GiB, and none is large enough:
            the pod would wait for ever.
      fix   Declare a volume for each claim on the hosts that run its pods: volumes: { data: Size.gibibytes(10) }."
  `);
});

test('no name servers', async () => {
  expect(
    await labs(
      `      nameServers: ['10.20.0.2'],
`,
      '',
    ),
  ).toMatchInlineSnapshot(`
    "error  resolver-missing: hosts know no name server, or no way out of their network
      at    lab/_hosts/control   stacks/lab.ts:66
      why   The hosts of pool "_hosts/control" (stacks/lab.ts:66) have no name servers, and pods ask those of their hosts
            for all names outside of the cluster.
      fix   Say them: nameServers: ['10.20.0.2'].

    error  resolver-missing: hosts know no name server, or no way out of their network
      at    lab/_hosts/worker    stacks/lab.ts:72
      why   The hosts of pool "_hosts/worker" (stacks/lab.ts:72) have no name servers, and pods ask those of their hosts for
            all names outside of the cluster.
      fix   Say them: nameServers: ['10.20.0.2']."
  `);
});

test('no time servers', async () => {
  expect(
    await labs(
      `      timeServers: ['10.20.0.2'],
`,
      '',
    ),
  ).toMatchInlineSnapshot(`
    "error  time-missing: nobody says what keeps the clocks of hosts together
      at    lab/_hosts/control   stacks/lab.ts:66
      why   The hosts of pool "_hosts/control" (stacks/lab.ts:66) are told no time server, and ask those that their system's
            maker has on the internet, if they reach them: certificates are not yet, or no longer, valid where clocks
            differ.
      fix   Say whom they ask: timeServers: ['ntp.example.com'].

    error  time-missing: nobody says what keeps the clocks of hosts together
      at    lab/_hosts/worker    stacks/lab.ts:72
      why   The hosts of pool "_hosts/worker" (stacks/lab.ts:72) are told no time server, and ask those that their system's
            maker has on the internet, if they reach them: certificates are not yet, or no longer, valid where clocks
            differ.
      fix   Say whom they ask: timeServers: ['ntp.example.com']."
  `);
});

test('a flavor left out', async () => {
  expect(
    await labs(
      `        flavor: 'm1.large',
`,
      '',
    ),
  ).toMatchInlineSnapshot(`
    "error  invalid-value: a value has the wrong form
      at    stacks/labs.ts:41
      why   flavor is undefined.
      fix   Write its name as the cloud shows it, not empty and without spaces around it."
  `);
});

test('a size of packets as a text', async () => {
  expect(await labs('linkMtu: 1450', "linkMtu: '1450'")).toMatchInlineSnapshot(`
    "error  host-pool-invalid: a pool of hosts cannot be as its properties say
      at    lab/_hosts/control   stacks/lab.ts:66
      why   linkMtu is "1450".
      fix   Write a whole number of bytes from 1280 to 65535: 1450.

    error  host-pool-invalid: a pool of hosts cannot be as its properties say
      at    lab/_hosts/worker    stacks/lab.ts:72
      why   linkMtu is "1450".
      fix   Write a whole number of bytes from 1280 to 65535: 1450."
  `);
});

test('a private key in a file', async () => {
  expect(
    await lab(
      'const backup = EtcdBackup.daily',
      `this.workers.addFile({ path: '/etc/ssl/private/mirror.pem', body: { format: 'text', value: '-----BEGIN PRIVATE KEY-----\\nMIIE' }, effect: { kind: 'none' } }, { reason: 'For the mirror.' });
    const backup = EtcdBackup.daily`,
    ),
  ).toMatchInlineSnapshot(`
    "error  secret-literal: a literal value looks like a secret
      at    lab/_hosts/worker   stacks/lab.ts:72
      why   The file "_hosts/worker:/etc/ssl/private/mirror.pem" (stacks/lab.ts:72) holds a private key. It would be
            committed with dist/, and given to machines in the open.
      fix   Leave it out of the program: a construct asks for it by contributeSecretFile(...), and whoever applies brings
            it."
  `);
});

test('a password in a file', async () => {
  expect(
    await lab(
      'const backup = EtcdBackup.daily',
      `this.workers.addFile({ path: '/etc/agent.conf', body: { format: 'text', value: 'password = s3cr3t-4711' }, effect: { kind: 'none' } }, { reason: 'For the agent.' });
    const backup = EtcdBackup.daily`,
    ),
  ).toMatchInlineSnapshot(`
    "error  secret-literal: a literal value looks like a secret
      at    lab/_hosts/worker   stacks/lab.ts:72
      why   The file "_hosts/worker:/etc/agent.conf" (stacks/lab.ts:72) gives a literal value to "password". It would be
            committed with dist/, and given to machines in the open.
      fix   Leave it out of the program: a construct asks for it by contributeSecretFile(...), and whoever applies brings
            it."
  `);
});

test('a package of apt on Fedora CoreOS', async () => {
  expect(
    await lab(
      'const backup = EtcdBackup.daily',
      `this.workers.addPackage({ name: 'tcpdump', source: { kind: 'apt', hold: false } }, { reason: 'To look at packets.' });
    const backup = EtcdBackup.daily`,
    ),
  ).toMatchInlineSnapshot(`
    "error  host-pool-invalid: a pool of hosts cannot be as its properties say
      at    lab/_hosts/worker   stacks/lab.ts:72
      why   The package "tcpdump" of the pool "worker" comes by apt, which fedora-coreos has not.
      fix   Bring it as a file that its project publishes: source: { kind: 'artifact', ... }, or leave it out."
  `);
});

test('a network of people by one address', async () => {
  expect(await labs("subnet: '10.20.0.0/24',", "subnet: '10.20.0.0/24', sshFrom: ['203.0.113.7'],"))
    .toMatchInlineSnapshot(`
    "error  host-pool-invalid: a pool of hosts cannot be as its properties say
      at    lab/_hosts/control   stacks/lab.ts:66
      why   sshFrom: "203.0.113.7" has no prefix length.
      fix   Did you mean "203.0.113.7/32"?

    error  host-pool-invalid: a pool of hosts cannot be as its properties say
      at    lab/_hosts/worker    stacks/lab.ts:72
      why   sshFrom: "203.0.113.7" has no prefix length.
      fix   Did you mean "203.0.113.7/32"?"
  `);
});
