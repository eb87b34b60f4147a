import type { Assembly, Resource } from '../../lib/assembly';
import { assemblyDigest, canonical, compareAssemblies, resourceDigest } from '../../lib/diff';
import { file, hostsAssembly, pool } from '../assembly/hosts/hosts-assembly';

const [motd, hosts, other] = [file('/etc/motd', 'a\n'), file('/etc/hosts', 'b\n'), file('/etc/other', 'c\n')];
const lab = hostsAssembly(pool('control', 1), motd, hosts);

test('nothing differs from itself', () => {
  expect(compareAssemblies(lab, lab)).toEqual([]);
  expect(compareAssemblies(lab, structuredClone(lab))).toEqual([]);
});

test('what is new, differs, and is declared no more, sorted by identity', () => {
  const to = hostsAssembly(pool('control', 1), file('/etc/motd', 'other\n'), other);

  expect(compareAssemblies(lab, to)).toEqual([
    { id: hosts.id, kind: 'file', operation: 'remove' },
    { id: motd.id, kind: 'file', operation: 'update' },
    { id: other.id, kind: 'file', operation: 'create' },
  ]);
});

test('from nothing everything is new', () => {
  const changes = compareAssemblies(undefined, lab);

  expect(changes.map(({ id }) => id)).toEqual(Object.keys(lab.resources).sort());
  expect(new Set(changes.map(({ operation }) => operation))).toEqual(new Set(['create']));
});

test('neither the order of keys nor an owner is a difference', () => {
  const turned = { ...motd, owner: '_hosts/other', spec: reversed(motd.spec) } as Resource;

  expect(JSON.stringify(turned.spec)).not.toBe(JSON.stringify(motd.spec));
  expect(resourceDigest(turned)).toBe(resourceDigest(motd));
  expect(compareAssemblies(lab, hostsAssembly(pool('control', 1), turned, hosts))).toEqual([]);
});

test('the order of a list is', () => {
  expect(canonical({ b: [2, 1], a: { d: null, c: 'x' } })).toBe('{"a":{"c":"x","d":null},"b":[2,1]}');
});

describe('the digest of an environment', () => {
  const edge = (to: string): Assembly['edges'][number] => ({ kind: 'needs', from: motd.id, to });

  test('is the same however keys and edges are sorted', () => {
    const [one, two] = [edge(hosts.id), edge(other.id)];
    const resources = Object.fromEntries(Object.entries(lab.resources).reverse());

    expect(assemblyDigest({ ...lab, resources, edges: [two, one] })).toBe(
      assemblyDigest({ ...lab, edges: [one, two] }),
    );
  });

  test.each<[string, Assembly]>([
    ['an owner', having({ ...motd, owner: '_hosts/other' })],
    ['a text', having(file('/etc/motd', 'other\n'))],
    ['an edge', { ...lab, edges: [edge(hosts.id)] }],
    ['the tier', { ...lab, environment: { ...lab.environment, tier: 'staging' } }],
    ['one resource more', having(other)],
  ])('is another one for %s', (_, to) => {
    expect(assemblyDigest(to)).not.toBe(assemblyDigest(lab));
  });

  test('what authors accepted is no part of it', () => {
    const acknowledgements = [{ code: 'swap-on', on: '', reason: 'It is wanted.' }];

    expect(assemblyDigest({ ...lab, acknowledgements })).toBe(assemblyDigest(lab));
  });
});

function having(resource: Resource): Assembly {
  return { ...lab, resources: { ...lab.resources, [resource.id]: resource } };
}

function reversed(spec: object): object {
  return Object.fromEntries(Object.entries(spec).reverse());
}
