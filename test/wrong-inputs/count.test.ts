import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = readdirSync(__dirname)
  .filter((file) => file.endsWith('.test.ts') && file !== 'count.test.ts')
  .map((file) => readFileSync(join(__dirname, file), 'utf8'));

/** The code of each wrong input's first message, and of all of them. */
const first = sources.flatMap((source) =>
  codes(source, /\.toMatchInlineSnapshot\(\s*`\s*"(?:error|warning) {2}([a-z-]+): /g),
);
const all = sources.flatMap((source) => codes(source, /^ *"?(?:error|warning) {2}([a-z-]+): /gm));

function codes(source: string, pattern: RegExp): readonly string[] {
  return [...source.matchAll(pattern)].map(([, code = '']) => code);
}

/** Codes of what is right by itself and wrong beside something of another layer. */
const betweenLayers = new Set([
  'claim-without-volume',
  'endpoint-port-taken',
  'endpoint-single-host',
  'ephemeral-range',
  'etcd-flag-unknown',
  'etcd-host-taken',
  'etcd-members-even',
  'etcd-members-few',
  'etcd-one-zone',
  'etcd-shared',
  'host-port-taken',
  'host-too-small',
  'image-registry',
  'ingress-on-workers',
  'max-pods-exceeds-range',
  'mtu-too-large',
  'node-ranges-exhausted',
  'packages-unavailable',
  'ranges-overlap',
  'reserved-too-much',
  'resolv-conf',
  'runtime-unsupported',
  'swap-on',
  'updates-restart',
  'user-data-too-large',
  'virtual-address-invalid',
]);

test('there are at least a hundred and sixty wrong inputs, each with its whole message', () => {
  const messages = sources.flatMap((source) => source.match(/\.toMatchInlineSnapshot\(\s*`\s*"[^"]/g) ?? []);

  expect(messages.length).toBeGreaterThanOrEqual(160);
});

test('no wrong input passes without a word', () => {
  for (const source of sources) expect(source).not.toMatch(/toMatchInlineSnapshot\(\s*`""`/);
});

test('they show at least a hundred codes', () => {
  expect(new Set(all).size).toBeGreaterThanOrEqual(100);
});

test('at least twenty-five are wrong between two layers, in at least twenty ways', () => {
  const between = first.filter((code) => betweenLayers.has(code));

  expect(between.length).toBeGreaterThanOrEqual(25);
  expect(new Set(between).size).toBeGreaterThanOrEqual(20);
});
