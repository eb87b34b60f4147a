/* eslint-disable @typescript-eslint/no-require-imports -- every test file runs this; only those that use a matcher pay for it */
import type { FindingExpectation, MatcherContext, MatcherResult } from './jest-types';

interface Expect {
  extend(matchers: object): void;
  addSnapshotSerializer(serializer: object): void;
}

const finding = (): typeof import('./finding-matchers') =>
  require('./finding-matchers') as typeof import('./finding-matchers');
const tree = (): typeof import('./tree-matcher') => require('./tree-matcher') as typeof import('./tree-matcher');
const snapshot = (): typeof import('./serializer') => require('./serializer') as typeof import('./serializer');

// Jest runs this file before each test file, with `expect` as a global.
const { expect } = globalThis as object as { readonly expect: Expect };
expect.extend({
  toHaveFinding: (received: unknown, code: string, expectation?: FindingExpectation): MatcherResult =>
    finding().toHaveFinding(received, code, expectation),
  toHaveNoFindings: (received: unknown): MatcherResult => finding().toHaveNoFindings(received),
  toMatchTree(this: MatcherContext, received: unknown, folder: string): MatcherResult {
    return tree().toMatchTree.call(this, received, folder);
  },
});
expect.addSnapshotSerializer({
  test: (value: unknown): boolean => mayBeOurs(value) && snapshot().manifestSerializer.test(value),
  serialize: (value: unknown): string => snapshot().manifestSerializer.serialize(value),
});

/** Most snapshots are of something else, and need none of our rooms to be loaded. */
function mayBeOurs(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || 'apiVersion' in value || 'assemblies' in value;
}
