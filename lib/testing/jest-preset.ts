// `preset: 'plinth/testing'` in jest.config.js: TypeScript through swc, and Plinth's matchers and snapshots.

/** Types are checked by tsc; here only their syntax is taken away. */
const swc = {
  swcrc: false,
  module: { type: 'commonjs' },
  jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  sourceMaps: 'inline',
};

const preset = {
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  setupFilesAfterEnv: [require.resolve('./jest-setup')],
};

export default preset;
