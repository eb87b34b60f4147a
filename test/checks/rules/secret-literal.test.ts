import { found, object, workload } from '../assembly-of';

const env = (name: string, value: string): Parameters<typeof found>[1] => [
  workload('shop/cart', { container: { env: [{ name, value }] } }),
];
const args = (...texts: readonly string[]): Parameters<typeof found>[1] => [
  workload('shop/cart', { container: { args: texts } }),
];
const config = (key: string, text: string): Parameters<typeof found>[1] => [
  object('v1', 'ConfigMap', 'shop/cart', { data: { [key]: text } }),
];

test('a variable that is called a password', () => {
  expect(found('secret-literal', env('DB_PASSWORD', 'hunter2'))).toMatchInlineSnapshot(`
    "error secret-literal
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), containers["main"].env["DB_PASSWORD"] has a literal value of 7 characters. It would be committed with dist/.
    fix Refer to a secret: env: { DB_PASSWORD: Secret.existing('cart', { keys: ['db-password'] }).key('db-password') }."
  `);
});

test('a variable whose value is a URL with a password', () => {
  expect(found('secret-literal', env('DATABASE_URL', 'postgres://cart:hunter2@orders/cart'))).toMatchInlineSnapshot(`
    "error secret-literal
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), containers["main"].env["DATABASE_URL"] holds a URL with a password. It would be committed with dist/.
    fix Refer to a secret: env: { DATABASE_URL: Secret.existing('cart', { keys: ['database-url'] }).key('database-url') }."
  `);
});

test('an argument with a secret, and one before it', () => {
  expect(found('secret-literal', args('--token', 'f00ba7', '--api-key=f00ba7'))).toMatchInlineSnapshot(`
    "error secret-literal
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), containers["main"].args[0] gives a literal value to "--token". It would be committed with dist/, and processes on the node can read it.
    fix Give the secret to an environment variable, env: { NAME: secret.key(...) }, and write $(NAME) in its place.

    error secret-literal
    at  live/shop/cart stacks/shop.ts:30
    why Deployment "shop/cart" (stacks/shop.ts:30), containers["main"].args[2] gives a literal value to "--api-key". It would be committed with dist/, and processes on the node can read it.
    fix Give the secret to an environment variable, env: { NAME: secret.key(...) }, and write $(NAME) in its place."
  `);
});

test('a private key in a ConfigMap', () => {
  const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----\n';
  expect(found('secret-literal', config('tls.pem', key))).toMatchInlineSnapshot(`
    "error secret-literal
    at  live/shop/cart stacks/shop.ts:30
    why ConfigMap "shop/cart" (stacks/shop.ts:30), data["tls.pem"] holds a private key. It would be committed with dist/, and whoever may read ConfigMaps may read it.
    fix Move it to a Secret by reference: files: { '/path/to/tls.pem': Secret.existing('cart', { keys: ['tls.pem'] }).key('tls.pem') }."
  `);
});

test('a line of a file in a ConfigMap', () => {
  const file = 'server:\n  port: 8080\ndatabase:\n  password: "s3cr3t-value"\n';
  expect(found('secret-literal', config('app.yaml', file))).toMatchInlineSnapshot(`
    "error secret-literal
    at  live/shop/cart stacks/shop.ts:30
    why ConfigMap "shop/cart" (stacks/shop.ts:30), data["app.yaml"] gives a literal value to "password". It would be committed with dist/, and whoever may read ConfigMaps may read it.
    fix Move it to a Secret by reference: files: { '/path/to/app.yaml': Secret.existing('cart', { keys: ['app.yaml'] }).key('app.yaml') }."
  `);
});

test('no message holds the value', () => {
  const objects = [...env('API_TOKEN', 'f00ba7-value'), ...config('password', 'f00ba7-value')];
  expect(found('secret-literal', objects)).not.toContain('f00ba7-value');
});

const jwt = `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}`;

test.each([
  ['PASSWORD', 'x9'],
  ['MYSQL_PWD', 'hunter2'],
  ['REDIS_PASS', 'hunter2'],
  ['dbPassword', 'hunter2'],
  ['ADMIN_PASSWORD_2', 'hunter2'],
  ['POSTGRES_PASSWORD', '12345678'],
  ['GITHUB_TOKEN', 'f00ba7'],
  ['CLIENT_SECRET', 'f00ba7'],
  ['STRIPE_API_KEY', 'f00ba7'],
  ['AWS_SECRET_ACCESS_KEY', 'f00ba7'],
  ['SECRET_KEY_BASE', 'f00ba7'],
  ['KEY_ID', 'AKIAIOSFODNN7EXAMPLE'],
  ['HEADER', `Bearer ${jwt}`],
  ['CI', `ghp_${'a1'.repeat(18)}`],
  ['AMQP', 'amqp://guest:guest1@rabbit:5672/%2f'],
  ['ETCD_AUTH_TOKEN', 'f00ba7'],
  ['ETCD_INITIAL_CLUSTER_TOKEN', `Bearer ${jwt}`],
])('%s=%s is a secret', (name, value) => {
  expect(found('secret-literal', env(name, value))).not.toBe('');
});

test.each([
  ['DISABLE_TOKEN_CHECK', '1'],
  ['PASSWORD_FILE', '/run/secrets/password'],
  ['TOKEN_TTL', '3600'],
  ['TOKEN', '3600'],
  ['PASSWORD', ''],
  ['PASSWORD', '$(DB_PASSWORD)'],
  ['PASSWORD', '${DB_PASSWORD}'],
  ['DB_TOKEN', '/var/run/token'],
  ['ALLOW_EMPTY_PASSWORD', 'yes'],
  ['REQUIRE_PASSWORD', 'always'],
  ['MIN_PASSWORD', '12'],
  ['PARTITION_KEY', 'customer'],
  ['PUBLIC_KEY', 'ssh-ed25519 AAAA'],
  ['OAUTH_TOKEN_URL', 'https://id.example.com/token'],
  ['TOKENIZER', 'gpt2'],
  ['PWD', '/srv/app'],
  ['COMPASS', 'north'],
  ['API_KEY', 'vault:secret/data/cart#key'],
  ['DATABASE_URL', 'postgres://orders:5432/cart'],
  ['DATABASE_URL', 'postgres://cart@orders/cart'],
  ['DATABASE_URL', 'postgres://cart:$(DB_PASSWORD)@orders/cart'],
  ['ENDPOINTS', 'http://a:8080,http://b@example.com'],
  ['TLS_SECRET', 'shop-tls'],
  ['ETCD_INITIAL_CLUSTER_TOKEN', 'lab2-etcd'],
])('%s=%s is none', (name, value) => {
  const secrets = [{ name: 'shop-tls', namespace: 'shop', maker: 'existing', keys: {}, usedBy: [] } as const];
  expect(found('secret-literal', env(name, value), { secrets })).toBe('');
});

test.each([
  [['--password-file', '/run/secrets/password']],
  [['--token-ttl=3600']],
  [['--password=$(DB_PASSWORD)']],
  [['--no-password', 'orders']],
  [['--token', '--verbose']],
  [['psql --password "$PGPASSWORD"']],
])('the arguments %j hold none', (texts) => {
  expect(found('secret-literal', args(...texts))).toBe('');
});

test.each([
  ['app.yaml', 'passwordFile: /run/secrets/db\ntoken: ${TOKEN}\n'],
  ['schema.ts', 'interface User {\n  password: string;\n  token = readToken1();\n}\n'],
  ['nginx.conf', '# password: hunter22\nproxy_set_header Token $http_token;\n'],
  ['values.yaml', 'secret: orders-v2\n'],
  ['postgresql.conf', "password_encryption = 'scram-sha-256'\n"],
  ['ca.pem', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'],
  ['password', '$(PASSWORD)'],
])('a file %s that holds none', (key, text) => {
  expect(found('secret-literal', config(key, text))).toBe('');
});

test('a reference is no literal', () => {
  const valueFrom = { secretKeyRef: { name: 'orders', key: 'password' } };
  const container = { env: [{ name: 'DB_PASSWORD', valueFrom }] };
  expect(found('secret-literal', [workload('shop/cart', { container })])).toBe('');
});

test('a long line without spaces takes no time', () => {
  const start = process.cpuUsage().user;
  found('secret-literal', config('blob', `${'a1b2'.repeat(250_000)}://`));
  expect(process.cpuUsage().user - start).toBeLessThan(500_000);
});
