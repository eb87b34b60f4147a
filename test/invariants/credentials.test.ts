import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../core/line-of';
import { credentials, leaks, secretForms, type Forbidden } from './audit';
import { filesIn } from './folder';

type Artifact = readonly [path: string, content: string];

/** Could be a part of a name, so that it may get everywhere. */
const canary = 'canary-7f3z-q9';
/** A process has it before it loads anything. */
const environment: NodeJS.ProcessEnv = {
  PLINTH_TEST_PASSWORD: canary,
  DATABASE_PASSWORD: canary,
  AWS_SECRET_ACCESS_KEY: canary,
  TS_NODE_PROJECT: join(root, 'tsconfig.json'),
};

let folder: string;
beforeAll(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), 'plinth-audit-')))));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const forbidden = (): Forbidden => ({
  ...credentials,
  'a secret': secretForms(canary),
  'the folder of the program': new RegExp(folder),
});

/** A copy of this repository's program, with lines added to its environment `tiny`. */
function copyOf(id: string, imports = '', lines = ''): string {
  const copy = join(folder, id);
  mkdirSync(copy);
  for (const name of ['lib', 'node_modules', 'package.json']) symlinkSync(join(root, name), join(copy, name));
  for (const name of ['stacks', 'plinth.lock.json']) cpSync(join(root, name), join(copy, name), { recursive: true });
  const file = join(copy, 'stacks/tiny.ts');
  const source = readFileSync(file, 'utf8');
  const end = source.lastIndexOf('  }\n}');
  writeFileSync(file, `${imports}\n${source.slice(0, end)}${lines}\n${source.slice(end)}`);
  return copy;
}

/** What a process prints, to both its outputs. */
async function printed(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  return new Promise((done) => {
    const options = { cwd, env: { ...process.env, ...environment, ...env }, maxBuffer: 2 ** 26 };
    execFile(process.execPath, args, options, (error, out, err) => {
      done(`${error ? `exit code ${String(error.code)}\n` : ''}${out}${err}`);
    });
  });
}

/** Everything that the command and `cdk8s synth` give away of a program: each file that they write, and what they print. */
async function artifactsOf(copy: string): Promise<readonly Artifact[]> {
  const plinth = async (...argv: readonly string[]): Promise<Artifact> => {
    return [`plinth ${argv.join(' ')}`, await printed(copy, [join(root, 'bin/plinth.js'), ...argv])];
  };
  const written = await plinth('synth', '--json');
  if (!existsSync(join(copy, 'dist'))) throw new Error(written[1]);
  const cdk8s = ['-r', 'ts-node/register', 'stacks/main.ts'];
  const rest = await Promise.all([
    plinth('check', '--json'),
    plinth('list', '--json'),
    plinth('explain', 'tiny/shop/web', '--json'),
    printed(copy, cdk8s, { CDK8S_OUTDIR: 'build/cdk8s' }).then((text): Artifact => ['cdk8s synth', text]),
  ]);
  const files = ['dist', 'build'].flatMap((name) =>
    [...filesIn(join(copy, name))].map(([path, content]): Artifact => [`${name}/${path}`, content]),
  );
  return [...files, ['plinth.lock.json', readFileSync(join(copy, 'plinth.lock.json'), 'utf8')], written, ...rest];
}

test('no artifact of this repository’s stacks holds a credential', async () => {
  const artifacts = await artifactsOf(copyOf('as-it-is'));
  const paths = artifacts.map(([path]) => path);

  expect(paths).toEqual(
    expect.arrayContaining([
      'dist/plinth.json',
      'dist/production/graph/object.json',
      'build/production/provenance.json',
      'build/cdk8s/production.boutique.k8s.yaml',
      'plinth.lock.json',
      'plinth check --json',
    ]),
  );
  expect(artifacts.filter(([, content]) => content.startsWith('exit code'))).toEqual([]);
  expect(leaks(artifacts, forbidden())).toEqual([]);
});

test('nor does a committed file', () => {
  const lock: Artifact = ['plinth.lock.json', readFileSync(join(root, 'plinth.lock.json'), 'utf8')];
  const files = [...filesIn(join(root, 'dist')), lock];

  expect(files.length).toBeGreaterThan(100);
  expect(leaks(files, forbidden())).toEqual([]);
});

test('nor do databases, whose passwords are templates', async () => {
  const imports = `
    import { Size } from 'cdk8s';
    import { PostgresBackend, PostgresCluster, RedisCache } from '../lib/constructs/databases';`;
  const lines = `
    const orders = new PostgresCluster(shop, 'orders', {
      version: '17', image: 'registry.example.com/patroni:4.1', storage: Size.gibibytes(1),
      backend: PostgresBackend.patroni({ version: '4.1' }),
    });
    const sessions = new RedisCache(shop, 'sessions', { image: 'registry.example.com/redis:7.4' });
    new Microservice(shop, 'checkout', {
      image: Image.of('registry.example.com/checkout:1'),
      env: { ORDERS: orders.url('checkout'), SESSIONS: sessions.url() },
    });
    for (const code of ['api-server-unknown', 'api-without-controller']) shop.acknowledge(code, 'It is a test.');`;
  const artifacts = await artifactsOf(copyOf('databases', imports, lines));

  expect(artifacts.map(([path]) => path)).toContain('dist/tiny/graph/secret.json');
  expect(artifacts.find(([path]) => path === 'dist/tiny/graph/secret.json')?.[1]).toContain('{password}@');
  expect(leaks(artifacts, forbidden())).toEqual([]);
});

test('a program that gives a secret away is found in every artifact', async () => {
  const imports = "import { ApiObject } from 'cdk8s'; import { contributes } from '../lib/assembly';";
  const lines = `
    const { PLINTH_TEST_PASSWORD: password = '' } = process.env;
    const leak = new Stack(this, password);
    const object = new ApiObject(leak, password, {
      apiVersion: 'example.com/v1', kind: 'Leak', metadata: { name: password }, ...{ spec: { password } },
    });
    leak.acknowledge('api-unknown', password);
    contributes(object, { contribute: (into) => void into.version(password, ['v1']) });`;
  const artifacts = await artifactsOf(copyOf('leaking', imports, lines));
  const found = leaks(artifacts, { 'a secret': secretForms(canary) });

  expect(found.map((one) => one.replace(': a secret', ''))).toEqual(
    expect.arrayContaining([
      `dist/tiny/manifests/${canary}/${canary}.leak.example.com.yaml`,
      'dist/tiny/graph/object.json',
      'dist/tiny/facts/acknowledged.md',
      'build/tiny/provenance.json',
      `build/cdk8s/tiny.${canary}.k8s.yaml`,
      'plinth.lock.json',
      'plinth synth --json',
      'plinth list --json',
    ]),
  );
});

describe('what credentials look like', () => {
  const word = 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789';

  test.each([
    ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIE'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----'],
    ['a private key', '-----BEGIN OPENSSH PRIVATE KEY-----'],
    ['an AWS key', `key: AKIA${'Q'.repeat(16)}`],
    ['an AWS key', `key: ASIA${'7'.repeat(16)}`],
    ['a JSON web token', `Bearer eyJ${word}.eyJ${word}.${word}`],
    ['a token of a service', `ghp_${word}`],
    ['a token of a service', `glpat-${word}`],
    ['a URL with a password', 'postgres://shop:hunter2@orders:5432/orders'],
    ['a URL with a password', 'redis://:hunter2@cart:6379/0'],
    ['a URL with a password', 'https://shop:{password}x@orders/'],
  ])('%s: %s', (what, content) => {
    expect(leaks([['a', content]], credentials)).toEqual([`a: ${what}`]);
  });

  test.each([
    '-----BEGIN CERTIFICATE-----',
    '-----BEGIN PUBLIC KEY-----',
    `sha256:${'0123456789abcdef'.repeat(4)}`,
    'postgresql://{username}:{password}@orders-rw:5432/orders',
    'redis://:{password}@cart:6379/0',
    'redis://cart:6379/0',
    'http://shop.example.com:8080/a@b',
    'registry.example.com:5000/cart@sha256:0',
  ])('not: %s', (content) => {
    expect(leaks([['a', content]], credentials)).toEqual([]);
  });
});
