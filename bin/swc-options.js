// How TypeScript becomes JavaScript, in one place: the `plinth` command and jest both compile with these options.
// (ts-node takes its own from tsconfig.json; target and module there say the same.)
'use strict';

module.exports = {
  swcrc: false,
  configFile: false,
  module: { type: 'commonjs' },
  jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
};
