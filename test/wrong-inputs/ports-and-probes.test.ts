import { Newcomer } from './newcomer';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

const tiny = (from: string, to: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/tiny.ts', from, to }, 'tiny');

const boutique = (from: string, to: string): Promise<string> =>
  newcomer.edits({ file: 'stacks/boutique.ts', from, to }, 'staging');

test('a port above 65535', async () => {
  expect(await tiny('grpc: 7070', 'grpc: 99999')).toMatchInlineSnapshot(`
    "error  port-invalid: a port cannot be declared like this
      at    tiny/shop/cart      stacks/tiny.ts:13
      why   The port "grpc" has the number 99999.
      fix   Write a whole number from 1 to 65535."
  `);
});

test('a port name that is too long', async () => {
  expect(
    await tiny(
      `{ http: 8080 },
      health: Health.http('http'`,
      `{ http_public_port: 8080 },
      health: Health.http('http_public_port'`,
    ),
  ).toMatchInlineSnapshot(`
    "error  port-invalid: a port cannot be declared like this
      at    tiny/shop/web       stacks/tiny.ts:18
      why   The name of a port, "http_public_port" has 16 characters; 15 are allowed.
      fix   Did you mean "http-public-por"?"
  `);
});

test('a port below 1024 for a process that is not root', async () => {
  expect(await tiny('http: 8080', 'http: 80')).toMatchInlineSnapshot(`
    "error  port-privileged: a container that does not run as root listens below port 1024
      at    tiny/shop/web       stacks/tiny.ts:18
      why   Deployment "shop/web" (stacks/tiny.ts:18), containers["web"] listens at port 80 with runAsNonRoot: true and
            without the capability NET_BIND_SERVICE: only root may listen below 1024, unless the container runtime lowers
            net.ipv4.ip_unprivileged_port_start on every node.
      fix   Listen higher and keep the service's number: ports: { http: { container: 8080, service: 80 } }; or add security:
            { addCapabilities: ['NET_BIND_SERVICE'] } where the program's file has that capability."
  `);
});

test('two ports of the same number', async () => {
  expect(await tiny('http: 8080', 'http: 8080, metrics: 8080')).toMatchInlineSnapshot(`
    "error  list-key-duplicate: two items of a list have the same key
      at    tiny/shop/web       stacks/tiny.ts:18
      why   Deployment "web": spec.template.spec.containers[0].ports[1] has the same containerPort 8080, protocol "TCP" as
            spec.template.spec.containers[0].ports[0].
      fix   Kubernetes merges such items into one: rename or remove one of them.

    error  list-key-duplicate: two items of a list have the same key
      at    tiny/shop/web       stacks/tiny.ts:18
      why   Service "web": spec.ports[1] has the same port 8080, protocol "TCP" as spec.ports[0].
      fix   Kubernetes merges such items into one: rename or remove one of them."
  `);
});

test('a probe on a port that is not declared', async () => {
  expect(await tiny("Health.grpc('grpc')", "Health.grpc('gprc')")).toMatchInlineSnapshot(`
    "error  probe-port: a probe asks a port that its container does not declare
      at    tiny/shop/cart      stacks/tiny.ts:13
      why   Deployment "shop/cart" (stacks/tiny.ts:13), containers["cart"].livenessProbe.grpc.port asks the port 0; the
            container declares "grpc" (7070).
      fix   Declare it: ports: { health: 0 }, and name it in health: Health.http('health', ...).

    error  probe-port: a probe asks a port that its container does not declare
      at    tiny/shop/cart      stacks/tiny.ts:13
      why   Deployment "shop/cart" (stacks/tiny.ts:13), containers["cart"].readinessProbe.grpc.port asks the port 0; the
            container declares "grpc" (7070).
      fix   Declare it: ports: { health: 0 }, and name it in health: Health.http('health', ...).

    error  probe-port: a probe asks a port that its container does not declare
      at    tiny/shop/cart      stacks/tiny.ts:13
      why   Deployment "shop/cart" (stacks/tiny.ts:13), containers["cart"].startupProbe.grpc.port asks the port 0; the
            container declares "grpc" (7070).
      fix   Declare it: ports: { health: 0 }, and name it in health: Health.http('health', ...)."
  `);
});

test('a probe whose path is not absolute', async () => {
  expect(await tiny("'/healthz'", "'healthz'")).toMatchInlineSnapshot(`
    "error  invalid-value: a value has the wrong form
      at    stacks/tiny.ts:21
      why   The path "healthz" of a probe is not absolute.
      fix   Did you mean "/healthz"?"
  `);
});

test('a service without health', async () => {
  expect(await tiny("health: Health.grpc('grpc'),", '')).toMatchInlineSnapshot(`
    "error  health-missing: a service that others dial does not say how one can tell that it is ready
      at    tiny/shop/cart      stacks/tiny.ts:13
      why   It has the port "grpc" and no health: requests would reach it before it can answer.
      fix   Say how one can tell, health: Health.tcp('grpc'), or why one cannot, Health.none('…')."
  `);
});

test('a probe of half a second', async () => {
  expect(
    await boutique('const fast = { period: Duration.seconds(5) }', 'const fast = { period: Duration.millis(500) }'),
  ).toMatchInlineSnapshot(`
    "error  invalid-value: a value has the wrong form
      at    stacks/boutique.ts:100
      why   readiness: period is 0.5 seconds; probes count whole seconds from 1.
      fix   Write a Duration of whole seconds, such as Duration.seconds(5)."
  `);
});

test('a drain longer than the grace period', async () => {
  expect(
    await boutique(
      'expose: Expose.https(props.host),',
      'expose: Expose.https(props.host), drain: Duration.seconds(40),',
    ),
  ).toMatchInlineSnapshot(`
    "error  grace-period-short: a container is killed before it has stopped taking requests
      at    staging/boutique/frontend   stacks/boutique.ts:149
      why   It drains for 40 seconds, and is killed 30 seconds after it was asked to stop.
      fix   Give it a longer gracePeriod, or a shorter drain."
  `);
});

test('a mount path twice', async () => {
  expect(
    await tiny(
      "health: Health.http('http', '/healthz'),",
      "health: Health.http('http', '/healthz'), writable: ['/tmp', '/tmp/'],",
    ),
  ).toMatchInlineSnapshot(`
    "error  mount-path-invalid: a file or volume is mounted at a path that is not absolute and plain
      at    tiny/shop/web       stacks/tiny.ts:18
      why   writable has the path "/tmp/".
      fix   Did you mean "/tmp"?

    error  mount-path-taken: two things are mounted at one path
      at    tiny/shop/web       stacks/tiny.ts:18
      why   "/tmp" in writable and "/tmp/" in writable are mounted at the same path, or get the same name.
      fix   Remove one of them, or choose another path."
  `);
});

test('a mount path that is not absolute', async () => {
  expect(
    await tiny(
      "health: Health.http('http', '/healthz'),",
      "health: Health.http('http', '/healthz'), writable: ['tmp'],",
    ),
  ).toMatchInlineSnapshot(`
    "error  mount-path-invalid: a file or volume is mounted at a path that is not absolute and plain
      at    tiny/shop/web       stacks/tiny.ts:18
      why   writable has the path "tmp".
      fix   Did you mean "/tmp"?"
  `);
});

test('a variable with a dash', async () => {
  expect(await tiny('CART_ADDR:', "'CART-ADDR':")).toMatchInlineSnapshot(`
    "error  env-name-invalid: an environment variable has a name that programs cannot read
      at    tiny/shop/web       stacks/tiny.ts:18
      why   The environment variable "CART-ADDR" may hold only letters, digits and "_", not beginning with a digit.
      fix   Did you mean "CART_ADDR"?"
  `);
});

test('less memory than is asked for', async () => {
  expect(await boutique('memory: Size.mebibytes(180), memoryLimit', 'memory: Size.mebibytes(1800), memoryLimit'))
    .toMatchInlineSnapshot(`
    "error  request-above-limit: a container requests more than its limit
      at    staging/boutique/adservice   stacks/boutique.ts:113
      why   Deployment "boutique/adservice" (stacks/boutique.ts:113), containers["adservice"] requests 1800Mi memory, and
            its limit is 300Mi. The API server refuses it.
      fix   Raise the limit to at least 1800Mi, or request 300Mi or less: resources: { memory, memoryLimit }."
  `);
});
