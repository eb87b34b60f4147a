import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingKinds } from '../../lib/core';
import '../../lib/apply';
import '../../lib/assembly';
import '../../lib/checks';
import '../../lib/constructs/base';
import '../../lib/constructs/databases';
import '../../lib/constructs/etcd';
import '../../lib/constructs/hosts';
import '../../lib/constructs/kubernetes';
import '../../lib/constructs/machines';
import '../../lib/constructs/network';
import '../../lib/constructs/pki';
import '../../lib/constructs/services';
import '../../lib/plan';
import '../../lib/program';
import '../../lib/cli';

const root = join(__dirname, '../..');

/** The entries of docs/findings.md by code. */
function documented(): ReadonlyMap<string, string> {
  const text = readFileSync(join(root, 'docs/findings.md'), 'utf8');
  const entries = text.split(/^## /m).slice(1);
  return new Map(entries.map((entry) => [entry.slice(0, entry.indexOf('\n')).trim(), entry] as const));
}

function testSources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

const kinds = findingKinds().map((kind) => [kind.code, kind] as const);

test('docs/findings.md documents exactly the codes that exist, sorted', () => {
  const codes = kinds.map(([code]) => code);

  expect([...documented().keys()]).toEqual(codes);
});

test.each(kinds)(
  '%s is documented with a reason, a way out, its source, and whether it can be acknowledged',
  (code, kind) => {
    const entry = documented().get(code) ?? '';

    expect(entry).toContain('**Why**');
    expect(entry).toContain('**Fix**');
    expect(entry).toContain('**Source**');
    expect(/\*\*Acknowledge\*\*: (yes|no)/.exec(entry)?.[1]).toBe(kind.acknowledgeable ? 'yes' : 'no');
  },
);

test('every code is produced by a test', () => {
  const sources = testSources(join(root, 'test')).join('\n');

  expect(kinds.map(([code]) => code).filter((code) => !sources.includes(code))).toEqual([]);
});
