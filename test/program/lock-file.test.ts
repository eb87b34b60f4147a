import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Assembly } from '../../lib/assembly';
import { gatewayApi } from '../../lib/kube-api';
import { Lock } from '../../lib/program';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'plinth-lock-'))));
afterEach(() => {
  rmSync(root, { recursive: true });
});

const resolved = (versions: Readonly<Record<string, string>>): Assembly => ({
  schema: 1,
  environment: { name: 'lab', tier: 'staging', versions },
  resources: {},
  edges: [],
  acknowledgements: [],
});

const locked = (versions: object): Lock => {
  writeFileSync(join(root, 'plinth.lock.json'), JSON.stringify({ schema: 1, versions }));
  return Lock.read(root);
};

const versionsOf = (lock: Lock, ...assemblies: readonly Assembly[]): unknown => {
  const text = lock.file(assemblies).get('plinth.lock.json');
  return text === undefined ? undefined : (JSON.parse(text) as { versions: unknown }).versions;
};

test('without a file nothing is locked, and where nothing is resolved none is written', () => {
  expect(Lock.read(root).releases).toEqual({});
  expect(Lock.read(root).file([resolved({})])).toEqual(new Map());
});

test('what was resolved is locked, sorted, with the digests that Plinth knows', () => {
  const { version, crds } = gatewayApi();

  const versions = versionsOf(Lock.empty, resolved({ widget: 'v2', 'gateway-api': version }));

  expect(Object.keys(versions as object)).toEqual(['gateway-api', 'widget']);
  expect(versions).toEqual({
    'gateway-api': { release: version, artifacts: Object.fromEntries(crds.map(({ url, sha256 }) => [url, sha256])) },
    widget: { release: 'v2', artifacts: {} },
  });
});

test('an entry whose release stays keeps its digests, also for a Plinth that does not know them', () => {
  const lock = locked({ widget: { release: 'v1', artifacts: { 'a.yaml': 'digest' } }, other: { release: 'v7' } });

  expect(versionsOf(lock, resolved({ widget: 'v1' }))).toEqual({
    other: { release: 'v7', artifacts: {} },
    widget: { release: 'v1', artifacts: { 'a.yaml': 'digest' } },
  });
});

test('an entry whose release changes loses the digests of the former', () => {
  const lock = locked({ widget: { release: 'v1', artifacts: { 'a.yaml': 'digest' } } });

  expect(versionsOf(lock.without(['widget']), resolved({ widget: 'v2' }))).toEqual({
    widget: { release: 'v2', artifacts: {} },
  });
});
