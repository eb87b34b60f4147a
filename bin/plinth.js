#!/usr/bin/env node
// The `plinth` command: chooses what to run and hands over to lib/cli, which does everything else.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { install } = require('./compile-cache');

const home = path.dirname(__dirname);

// A checkout runs its sources, also after a build: its stacks import those, and two copies of one class do not know
// each other. An installed package has no tsconfig.json and runs what was compiled from them.
const isCheckout = fs.existsSync(path.join(home, 'tsconfig.json'));
const cli = path.join(home, isCheckout ? 'lib/cli/index.ts' : 'out/lib/cli/index.js');

/** Where the compiled modules may be kept: beside the packages, else in the user's own cache. */
function cacheDirectories() {
  const parent = path.dirname(home);
  const packages = path.basename(parent) === 'node_modules' ? parent : path.join(home, 'node_modules');
  const { XDG_CACHE_HOME: xdg, HOME: user } = process.env;
  const own = xdg || (user && path.join(user, '.cache'));
  return [path.join(packages, '.cache', 'plinth'), ...(own ? [path.join(own, 'plinth')] : [])];
}

const args = process.argv.slice(2);
install(cacheDirectories(), /^[a-z]+$/.test(args[0]) ? args[0] : '');

async function run() {
  // Not process.exit: what is still on its way to a pipe would be lost.
  process.exitCode = await require(cli).main(args);
}
void run();
