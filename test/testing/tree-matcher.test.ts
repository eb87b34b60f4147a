import '../../lib/testing/jest-setup';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from '../../lib/program';
import { synthesize, toMatchTree, type MatcherContext, type MatcherResult, type Synthesis } from '../../lib/testing';
import { configMap, messageOf, shop, shopIn } from './shop';

let folder: string;
beforeEach(() => (folder = join(mkdtempSync(join(tmpdir(), 'plinth-tree-')), 'dist')));
afterEach(() => {
  rmSync(join(folder, '..'), { recursive: true });
});

type Mode = NonNullable<MatcherContext['snapshotState']>['_updateSnapshot'];

/** The matcher as jest calls it with -u (all), with --ci (none), or without either (new). */
function matched(synthesis: unknown, mode: Mode, isNot = false): MatcherResult & { readonly text: string } {
  const result = toMatchTree.call({ isNot, snapshotState: { _updateSnapshot: mode } }, synthesis, folder);
  return { ...result, text: result.message() };
}

const original = (): Synthesis => synthesize(shop().app);

function changed(): Synthesis {
  const { app, shop: stack, lab } = shop();
  stack.node.tryRemoveChild('checkout');
  configMap(stack, 'checkout', { colour: 'red', size: '3' });
  configMap(stack, 'payment', {});
  lab.acknowledge('json-patch', 'Why not.');
  return synthesize(app);
}

const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const write = (path: string, content: string): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), content);
};

test('a folder that does not exist is written, unless in --ci', () => {
  expect(matched(original(), 'none')).toMatchObject({ pass: false });
  expect(existsSync(folder)).toBe(false);

  expect(matched(original(), 'new')).toMatchObject({ pass: true, text: `${folder}/ was written.` });

  expect(matched(original(), 'none')).toMatchObject({ pass: true });
  expect(read('plinth.json')).toContain('"lab"');
});

test('a folder that differs is written with -u only', () => {
  matched(original(), 'new');

  expect(matched(changed(), 'new').pass).toBe(false);
  expect(matched(changed(), 'none').pass).toBe(false);
  expect(existsSync(join(folder, 'lab/manifests/shop/payment.configmap.yaml'))).toBe(false);

  expect(matched(changed(), 'all').pass).toBe(true);

  expect(matched(changed(), 'none').pass).toBe(true);
});

test('what differs, and what to do', () => {
  matched(changed(), 'new');

  const { pass, text } = matched(original(), 'none');

  expect(pass).toBe(false);
  expect(text.replaceAll(folder, 'dist').replace(/"digest":"\w+"/g, '"digest":"…"')).toMatchInlineSnapshot(`
    "dist/ is not what was synthesized (5 files; - is the file, + is what was synthesized):

    left over  dist/lab/facts/acknowledged.md
    left over  dist/lab/graph/acknowledgements.json
    differs  dist/lab/graph/object.json
      @@ line 2
         "_cluster/core/Namespace/shop": {"owner":"shop","digest":"…"},
         "shop/core/ConfigMap/cart": {"owner":"shop","digest":"…"},
      -  "shop/core/ConfigMap/checkout": {"owner":"shop","digest":"…"},
      -  "shop/core/ConfigMap/payment": {"owner":"shop","digest":"…"},
      +  "shop/core/ConfigMap/checkout": {"owner":"shop","digest":"…"},
         "shop/networking.k8s.io/NetworkPolicy/allow-dns": {"owner":"shop","digest":"…"},
         "shop/networking.k8s.io/NetworkPolicy/default-deny": {"owner":"shop","digest":"…"}
    differs  dist/lab/manifests/shop/checkout.configmap.yaml
      @@ line 8
           app.kubernetes.io/part-of: shop
       data:
      -  colour: red
      +  colour: green
         size: "3"
    left over  dist/lab/manifests/shop/payment.configmap.yaml

    If this is meant, run jest with -u, or \`plinth synth\`, and review the difference like code."
  `);
});

test('a file that is edited by hand differs; what others put there does not', () => {
  matched(original(), 'new');
  write('lab/manifests/shop/theirs.yaml', 'theirs');
  write('OWNERS', 'theirs');
  expect(matched(original(), 'none').pass).toBe(true);

  write('lab/facts/versions.txt', 'edited');
  expect(matched(original(), 'none').pass).toBe(false);

  matched(original(), 'all');
  expect(read('lab/manifests/shop/theirs.yaml')).toBe('theirs');
});

test('an environment is compared with its part of a folder, and written beside the others', () => {
  const app = new App();
  const { lab } = shopIn(app, 'lab');
  const { lab: next } = shopIn(app, 'next');
  matched(synthesize(app), 'new');

  expect(matched(synthesize(lab), 'none').pass).toBe(true);
  rmSync(join(folder, 'next'), { recursive: true });
  expect(matched(synthesize(lab), 'none').pass).toBe(true);
  expect(matched(synthesize(next), 'none').pass).toBe(false);

  matched(synthesize(next), 'all');
  expect(matched(synthesize(app), 'none').pass).toBe(true);
});

test('a stack is compared with a folder of manifests', () => {
  const { shop: stack } = shop();
  matched(synthesize(stack), 'new');
  expect(readdirSync(folder)).toEqual(['_cluster', 'shop']);
  expect(matched(synthesize(stack), 'none').pass).toBe(true);

  write('shop/gone.configmap.yaml', 'left over');
  write('shop/notes.md', 'theirs');
  expect(matched(synthesize(stack), 'none').text).toContain('left over  ');

  matched(synthesize(stack), 'all');
  expect(readdirSync(join(folder, 'shop'))).not.toContain('gone.configmap.yaml');
  expect(readdirSync(join(folder, 'shop'))).toContain('notes.md');
});

test('while there are errors nothing is compared and nothing written', () => {
  const { app, shop: stack } = shop();
  configMap(stack, 'Wrong', {});

  const { pass, text } = matched(synthesize(app), 'all');

  expect(pass).toBe(false);
  expect(text).toMatch(/^Nothing can be compared while there are errors:\n\nerror {2}name-invalid/);
  expect(existsSync(folder)).toBe(false);
});

test('not: never writes, and says when the folder is the same after all', () => {
  expect(matched(original(), 'all', true).pass).toBe(false);
  expect(existsSync(folder)).toBe(false);

  matched(original(), 'all');
  expect(matched(original(), 'all', true)).toMatchObject({
    pass: true,
    text: `${folder}/ is what was synthesized, and should not be.`,
  });
});

test('through expect, as users write it', () => {
  matched(original(), 'all');

  expect(original()).toMatchTree(folder);
  expect(changed()).not.toMatchTree(folder);
  expect(
    messageOf(() => {
      expect('dist').toMatchTree(folder);
    }),
  ).toBe('expected what synthesize() returns');
});
