'use strict';

const shared = {
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  moduleFileExtensions: ['ts', 'js', 'json'],
  // Types are checked by `npm run types`; here only their syntax is taken away.
  setupFilesAfterEnv: ['<rootDir>/lib/testing/jest-setup.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { ...require('./bin/swc-options'), sourceMaps: 'inline' }] },
  // Build output holds a second package.json and copies of modules.
  modulePathIgnorePatterns: ['<rootDir>/out/', '<rootDir>/build/'],
};

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    // What `npm test` runs: needs nothing but `npm ci`.
    {
      ...shared,
      displayName: 'unit',
      roots: ['<rootDir>/test'],
      testPathIgnorePatterns: ['tools', 'api', 'bed/suites', 'bed/long'].map((folder) => `<rootDir>/test/${folder}/`),
    },
    // Needs Go: the real programs that read our files are built from their modules (tools/upstream).
    { ...shared, displayName: 'tools', roots: ['<rootDir>/test/tools'] },
    // Needs Go too: objects are asked of a real API server.
    { ...shared, displayName: 'api', roots: ['<rootDir>/test/api'] },
    // Needs root, Linux and its namespaces besides: real hosts boot, and become a cluster.
    { ...shared, displayName: 'bed', roots: ['<rootDir>/test/bed/suites'] },
    { ...shared, displayName: 'bed-long', roots: ['<rootDir>/test/bed/long'] },
  ],
};
