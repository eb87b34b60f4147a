// Runs one of the programs as the `plinth` command runs people's programs: TypeScript and packages come compiled from a
// pack. All sides of a ratio are started by this file, so that none pays for compiling.
//
//   node bench/run.js CACHE PROGRAM [ARG ...]      CACHE: a folder for the pack
'use strict';
const { install } = require('../bin/compile-cache');

const [cache, program, ...args] = process.argv.slice(2);
install([cache], 'bench');
require(program).main(args);
