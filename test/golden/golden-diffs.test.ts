import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { Newcomer } from '../wrong-inputs/newcomer';
import { treeDiff, treeOf } from './tree-diff';

const newcomer = new Newcomer();
afterAll(() => {
  newcomer.leave();
});

interface Written {
  readonly dist: ReadonlyMap<string, string>;
  readonly boot: ReadonlyMap<string, string>;
}

/** What `plinth synth` writes for an environment after some edits of stacks/. */
async function written(environment: string, edits: readonly (readonly [string, string, string])[]): Promise<Written> {
  const copy = newcomer.copy();
  for (const [file, from, to] of edits) {
    const path = join(copy, 'stacks', file);
    const source = readFileSync(path, 'utf8');
    if (source.split(from).length !== 2) throw new Error(`${file} does not hold ${JSON.stringify(from)} once`);
    writeFileSync(
      path,
      source.replace(from, () => to),
    );
  }
  const said = await newcomer.runsIn(copy, ['synth', environment]);
  const result = {
    dist: treeOf(join(copy, 'dist', environment)),
    boot: treeOf(join(copy, 'build', environment, 'boot')),
  };
  if (result.dist.size === 0) throw new Error(said);
  return result;
}

const originals = new Map<string, Promise<Written>>();

/** How dist/ and the boot documents of an environment change by one edit. */
async function diff(environment: string, file: string, from: string, to: string): Promise<string> {
  const original = originals.get(environment) ?? written(environment, []);
  originals.set(environment, original);
  const [before, after] = [await original, await written(environment, [[file, from, to]])];
  const boot = treeDiff(before.boot, after.boot)
    .split('\n')
    .filter((line) => /^[-+~]/.test(line))
    .map((line) => line.replace(/ /, ' boot/'));
  return [treeDiff(before.dist, after.dist), ...boot].filter(Boolean).join('\n');
}

test('a worker more', async () => {
  expect(await diff('bed', 'lab.ts', 'count: 2', 'count: 3')).toMatchSnapshot();
});

test('a worker less, whose name is not given again', async () => {
  expect(
    await diff('production', 'platform.ts', 'count, firstAddress', "count, retired: ['worker-2'], firstAddress"),
  ).toMatchSnapshot();
});

test('two control hosts more', async () => {
  expect(await diff('bed', 'lab.ts', 'count: 3', 'count: 5')).toMatchSnapshot();
});

test('a file of one’s own with another name', async () => {
  const file = (path: string): string =>
    `firstAddress: addresses.control,\n    });\n    this.control.addFile({ path: '${path}', body: { format: 'text', value: 'x\\n' }, effect: { kind: 'none' } }, { reason: 'It is wanted.' });\n    void ({`;
  const from = 'firstAddress: addresses.control,\n    });';
  const one = await written('bed', [['lab.ts', from, `${file('/etc/one')}});`]]);
  const other = await written('bed', [['lab.ts', from, `${file('/etc/other')}});`]]);

  expect(treeDiff(one.dist, other.dist)).toMatchSnapshot();
});

test('a pool that stands elsewhere in the tree changes no byte', async () => {
  const below = await diff(
    'production',
    'platform.ts',
    "const control = new HostPool(environment, 'control',",
    "const control = new HostPool(new (require('constructs').Construct)(environment, 'below'), 'control',",
  );

  expect(below).toBe('');
});

test('one more who may log in', async () => {
  const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFxkpoYYkfTDo6I0/AJR6kP3wer+Ge/kH/qzAzxMD5f9 deputy@example.com';

  expect(
    await diff('shared', 'environments.ts', "operators@example.com',\n]", `operators@example.com',\n  '${key}',\n]`),
  ).toMatchSnapshot();
});

test('another line of etcd', async () => {
  expect(
    await diff('bed', 'lab.ts', "hosts: this.control, version: '3.6'", "hosts: this.control, version: '3.7'"),
  ).toMatchSnapshot();
});

test('a service more that the world reaches', async () => {
  expect(
    await diff(
      'bed',
      'lab.ts',
      "const guests = new Stack(this, 'guests');",
      "const guests = new Stack(this, 'guests');\n    new Microservice(guests, 'about', { image: Image.of(images.guestbook), ports: { http: 8080 }, health: Health.http('http', '/'), expose: Expose.http('about.bed.example.com') });",
    ),
  ).toMatchSnapshot();
});
