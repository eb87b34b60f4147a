import {
  compareDist,
  environmentsBefore,
  fileCollisions,
  objectId,
  plinthId,
  readAssembly,
  readEnvironments,
  renderDist,
  writeDist,
  type Assembly,
  type Resource,
} from '../../../lib/assembly';
import { PlinthError, type Finding } from '../../../lib/core';
import { Folder } from './folder';

const object = (name: string, kind = 'ConfigMap', group = 'core'): Resource => ({
  id: objectId({ stack: 'shop', group, kind, name }),
  kind: 'object',
  owner: 'shop/cart',
  stack: 'shop',
  spec: {
    apiVersion: group === 'core' ? 'v1' : `${group}/v1`,
    kind,
    metadata: { name, namespace: 'shop' },
  },
});

function assemblyOf(name: string, ...resources: readonly Resource[]): Assembly {
  const sorted = [...resources].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    schema: 1,
    environment: { name, tier: 'staging', versions: { widget: 'v1' } },
    resources: Object.fromEntries(sorted.map((resource) => [resource.id, resource])),
    edges: [],
    acknowledgements: [],
  };
}

const full: Assembly = {
  ...assemblyOf(
    'lab',
    object('settings'),
    object('a:b', 'Role', 'rbac.authorization.k8s.io'),
    {
      id: plinthId('shop', 'secret', 'session'),
      kind: 'secret',
      owner: 'shop',
      stack: 'shop',
      spec: {
        name: 'session',
        namespace: 'shop',
        maker: 'generatedAtApply',
        keys: { key: { random: { length: 32 } } },
        usedBy: [],
      },
    },
    {
      id: plinthId('shop', 'network-flow', 'world'),
      kind: 'network-flow',
      owner: 'shop/cart',
      stack: 'shop',
      renamedFrom: plinthId('shop', 'network-flow', 'old'),
      spec: {
        from: { kind: 'cidr', cidr: '0.0.0.0/0' },
        to: { kind: 'cidr', cidr: '10.0.0.0/8' },
        ports: [],
        reason: 'a test',
      },
    },
  ),
  edges: [{ kind: 'needs', from: 'shop/plinth/component/a', to: 'shop/plinth/component/b' }],
  acknowledgements: [{ code: 'x', on: '', reason: 'A "reason" with\na line break.' }],
};

let folder: Folder;
beforeEach(() => (folder = new Folder()));
afterEach(() => {
  folder.remove();
});

function findingOf(action: () => unknown): Pick<Finding, 'code' | 'detail'> {
  try {
    action();
  } catch (error) {
    const [finding] = error instanceof PlinthError ? error.findings : [];
    if (finding) return { code: finding.code, detail: finding.detail.replace(/^plinth-dist-\w+/, 'dist') };
    throw error;
  }
  throw new Error('nothing was thrown');
}

test('what was written reads back as the same assembly', () => {
  writeDist(folder.path, renderDist([full, assemblyOf('empty')]));

  expect(readEnvironments(folder.path)).toEqual(['empty', 'lab']);
  expect(readAssembly(folder.path, 'lab')).toEqual(full);
  expect(readAssembly(folder.path, 'empty')).toEqual(assemblyOf('empty'));
});

test('what was written needs no writing', () => {
  const files = renderDist([full]);
  writeDist(folder.path, files);

  expect(compareDist(folder.path, files)).toEqual({ created: [], updated: [], removed: [], unchanged: files.size });
});

test('without a folder there are no environments', () => {
  expect(readEnvironments(folder.path)).toEqual([]);
  expect(environmentsBefore(folder.path)).toEqual([]);
});

test('every file that is written is known to belong to Plinth, and goes with its environment', () => {
  writeDist(folder.path, renderDist([full]));
  folder.put(new Map([['lab/facts/OWNERS', 'theirs']]));

  writeDist(folder.path, renderDist([]));

  expect([...folder.files.keys()]).toEqual(['lab/facts/OWNERS', 'plinth.json']);
});

test('an object that is gone takes its file along, and a kept environment stays', () => {
  writeDist(folder.path, renderDist([full, assemblyOf('other', object('x'))]));

  const after = renderDist([assemblyOf('lab', object('settings'))], ['other']);
  const result = writeDist(folder.path, after, ['other']);

  expect(result.removed).toContain('lab/manifests/shop/a%3Ab.role.rbac.authorization.k8s.io.yaml');
  expect(readAssembly(folder.path, 'other')).toEqual(assemblyOf('other', object('x')));
});

test.each([
  ['lab/graph/environment.json', undefined, 'dist/lab/graph/environment.json is missing.'],
  ['lab/graph/environment.json', '[]', 'dist/lab/graph/environment.json is no mapping.'],
  ['lab/graph/environment.json', '{ "name": "lab" }', 'dist/lab/graph/environment.json has no schema.'],
  [
    'lab/graph/environment.json',
    '{ "schema": 1, "name": "x" }',
    'dist/lab/graph/environment.json says that it is "x".',
  ],
  [
    'lab/graph/secret.json',
    '{ "a/plinth/secret/b": 3 }',
    'dist/lab/graph/secret.json says nothing of "a/plinth/secret/b".',
  ],
  ['lab/graph/edges.json', '{}', 'dist/lab/graph/edges.json is no list.'],
  ['lab/graph/object.json', '{', 'dist/lab/graph/object.json is no JSON.'],
  [
    'lab/graph/object.json',
    '<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n',
    'dist/lab/graph/object.json holds the marks of a merge conflict.',
  ],
  [
    'lab/manifests/shop/settings.configmap.yaml',
    undefined,
    'dist/lab/manifests/shop/settings.configmap.yaml is missing.',
  ],
  [
    'lab/manifests/shop/settings.configmap.yaml',
    'kind: ConfigMap\n',
    'dist/lab/manifests/shop/settings.configmap.yaml does not have the digest in graph/object.json.',
  ],
])('%s as %j is refused', (path, content, detail) => {
  const files = new Map(renderDist([full]));
  if (content === undefined) files.delete(path);
  else files.set(path, content);
  folder.put(files);

  expect(findingOf(() => readAssembly(folder.path, 'lab'))).toEqual({ code: 'dist-unreadable', detail });
});

test('files of a later Plinth are neither read nor written', () => {
  folder.put(
    new Map([
      ['plinth.json', '{ "schema": 2, "environments": [] }'],
      ['lab/graph/environment.json', '{ "schema": 2 }'],
    ]),
  );
  const refused = { code: 'dist-newer', detail: 'It has the schema 2; this Plinth reads and writes 1.' };

  expect(findingOf(() => readEnvironments(folder.path))).toEqual(refused);
  expect(findingOf(() => readAssembly(folder.path, 'lab'))).toEqual(refused);
  expect(findingOf(() => writeDist(folder.path, renderDist([full])))).toEqual(refused);
});

test('an index without environments is refused where it is read, and replaced where it is written', () => {
  folder.put(new Map([['plinth.json', '{ "schema": 1 }']]));

  expect(findingOf(() => readEnvironments(folder.path))).toEqual({
    code: 'dist-unreadable',
    detail: 'dist/plinth.json lists no environments.',
  });
  expect(writeDist(folder.path, renderDist([full])).updated).toEqual(['plinth.json']);
});

test.each([
  ['as it is written', '{\n  "schema": 1,\n  "environments": [\n    "lab",\n    "next"\n  ]\n}\n', ['lab', 'next']],
  ['on one line', '{ "schema": 1, "environments": ["lab","next"] }', ['lab', 'next']],
  ['with a conflict', '"environments": [\n<<<<<<< a\n"lab"\n=======\n"next"\n>>>>>>> b\n]', ['lab', 'next']],
  ['with names that lead elsewhere', '{ "environments": ["../up", "/etc", "lab", ".", "a/b"] }', ['lab']],
])('the index %s tells which environments there were', (_name, text, expected) => {
  folder.put(new Map([['plinth.json', text]]));

  expect(environmentsBefore(folder.path)).toEqual(expected);
});

test('names that differ only in case are one file for many file systems', () => {
  const roles = ['reader', 'Reader', 'writer'].map((name) => object(name, 'Role', 'rbac.authorization.k8s.io'));
  const assembly = assemblyOf('lab', ...roles);
  const second = 'shop/rbac.authorization.k8s.io/Role/reader';

  expect(fileCollisions(assembly, { [second]: { path: 'lab/shop/x', source: 'stacks/lab.ts:9' } })).toEqual([
    expect.objectContaining({
      code: 'file-collision',
      path: 'lab/shop/cart',
      source: 'stacks/lab.ts:9',
      detail:
        '"shop/rbac.authorization.k8s.io/Role/Reader" and "shop/rbac.authorization.k8s.io/Role/reader" would both be ' +
        'manifests/shop/reader.role.rbac.authorization.k8s.io.yaml where file names do not tell upper from lower case.',
    }),
  ]);
});
