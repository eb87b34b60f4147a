import { findingKind } from '../core';

const environments = 'docs/guide.md#environments';
const versions = 'docs/guide.md#versions';

export const programEmpty = findingKind({
  code: 'program-empty',
  severity: 'error',
  summary: 'the program declares no environment',
  references: [environments],
  acknowledgeable: false,
});

export const environmentUnknown = findingKind({
  code: 'environment-unknown',
  severity: 'error',
  summary: 'the program has no such environment',
  references: [environments],
  acknowledgeable: false,
});

export const environmentDuplicate = findingKind({
  code: 'environment-duplicate',
  severity: 'error',
  summary: 'two environments have the same name',
  references: [environments],
  acknowledgeable: false,
});

export const environmentNested = findingKind({
  code: 'environment-nested',
  severity: 'error',
  summary: 'an environment stands inside another one',
  references: [environments],
  acknowledgeable: false,
});

export const outsideEnvironment = findingKind({
  code: 'outside-environment',
  severity: 'error',
  summary: 'a part of the program stands in no environment',
  references: [environments],
  acknowledgeable: false,
});

export const outputInvalid = findingKind({
  code: 'output-invalid',
  severity: 'error',
  summary: 'the output folder cannot be used',
  references: ['docs/architecture.md#output'],
  acknowledgeable: false,
});

export const lockUnreadable = findingKind({
  code: 'lock-unreadable',
  severity: 'error',
  summary: 'plinth.lock.json cannot be read',
  references: [versions],
  acknowledgeable: false,
});

export const releaseNotLocked = findingKind({
  code: 'release-not-locked',
  severity: 'error',
  summary: 'no release is locked under this name',
  references: [versions],
  acknowledgeable: false,
});
