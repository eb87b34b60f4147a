import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonPatch } from 'cdk8s';
import { resourcesOf } from '../../../lib/assembly';
import { sha256 } from '../../../lib/core';
import { Manifests } from '../../../lib/constructs/services';
import { findings, manifest, synthesized, world } from '../kubernetes/world';

const file = 'test/constructs/services/fixtures/vendor.yaml';
const digest = sha256(readFileSync(file));
const folder = mkdtempSync(join(tmpdir(), 'manifests-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The findings about a file with a content, without the folder that it is in. */
function found(content: string): string {
  const { environment, shop } = world();
  const path = join(folder, 'vendor.yaml');
  writeFileSync(path, content);
  Manifests.fromFile(shop, 'vendor', { file: path, sha256: sha256(content) });
  return findings(environment).join('\n\n').replaceAll(`${folder}/`, '');
}

test('each document is an object; lists are taken apart; namespaces are the author’s, or else the stack’s', () => {
  const { environment, shop } = world();
  Manifests.fromFile(shop, 'vendor', { file, sha256: digest });

  expect(resourcesOf(synthesized(environment).assembly, 'object').map(({ id }) => id)).toEqual([
    '_cluster/core/Namespace/shop',
    'shop/core/ConfigMap/inner',
    'shop/core/ConfigMap/vendor',
    'shop/core/Service/vendor@elsewhere',
    'shop/networking.k8s.io/NetworkPolicy/allow-dns',
    'shop/networking.k8s.io/NetworkPolicy/default-deny',
    'shop/rbac.authorization.k8s.io/ClusterRole/vendor',
  ]);
  expect(manifest(environment, 'ConfigMap', 'vendor')).toMatchInlineSnapshot(`
    "apiVersion: v1
    kind: ConfigMap
    metadata:
      name: vendor
      namespace: shop
      labels:
        app.kubernetes.io/managed-by: plinth
        app.kubernetes.io/part-of: shop
    data:
      colour: blue
    "
  `);
  expect(manifest(environment, 'ClusterRole', 'vendor')).not.toContain('namespace');
  expect(findings(environment)).toEqual([]);
});

test('an object can be patched', () => {
  const { environment, shop } = world();
  const vendor = Manifests.fromFile(shop, 'vendor', { file, sha256: digest });
  vendor.object('ConfigMap', 'vendor').addJsonPatch(JsonPatch.replace('/data/colour', 'red'));

  expect(manifest(environment, 'ConfigMap', 'vendor')).toContain('colour: red\n');
  expect(() => vendor.object('ConfigMap', 'another')).toThrow('"production/shop/vendor" has no ConfigMap "another"');
});

test('file-digest: a file of another content, of which nothing is taken', () => {
  const { environment, shop } = world();
  Manifests.fromFile(shop, 'vendor', { file, sha256: 'f'.repeat(64) });

  expect(findings(environment).join('\n')).toMatchInlineSnapshot(`
    "error file-digest
    at production/shop
    why "test/constructs/services/fixtures/vendor.yaml" has the SHA-256 0553615f6f2633cdb2d0e9f273a4ad4f9c2e32c02692a2aaf5fb8a6f2ba40696; the program says ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff.
    fix Look at what changed in the file, then write sha256: '0553615f6f2633cdb2d0e9f273a4ad4f9c2e32c02692a2aaf5fb8a6f2ba40696'."
  `);
  expect(() => manifest(environment, 'ConfigMap', 'vendor')).toThrow('no ConfigMap');
});

test('file-unreadable: a file that is not there', () => {
  const { environment, shop } = world();
  Manifests.fromFile(shop, 'vendor', { file: 'vendor/none.yaml', sha256: digest });

  expect(findings(environment).join('\n')).toMatchInlineSnapshot(`
    "error file-unreadable
    at production/shop
    why "vendor/none.yaml" does not exist.
    fix Give the path relative to the folder in which the program runs, and commit the file."
  `);
});

describe('manifest-invalid', () => {
  test('a document that is no manifest', () => {
    expect(found('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n---\nfoo: bar\n')).toMatchInlineSnapshot(`
      "error manifest-invalid
      at production/shop
      why vendor.yaml, document 2 is no manifest: it needs apiVersion, kind and metadata.name.
      fix Take it out of the file, or give it what is missing."
    `);
  });

  test('a text that is no YAML', () => {
    expect(found('a: [1\n')).toMatchInlineSnapshot(`
      "error manifest-invalid
      at production/shop
      why vendor.yaml: line 2, column 1: Flow sequence in block collection must be sufficiently indented and end with a ].
      fix Correct the file."
    `);
  });

  test('a file of comments', () => {
    expect(found('# nothing\n---\n# here\n')).toBe('');
  });
});

test('two documents of the same object are a finding about the object', () => {
  const one = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

  expect(found(`${one}---\n${one}`)).toContain('error object-duplicate');
});
