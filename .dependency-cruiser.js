// The rules of the house, made from the one list of rooms (tools/rooms.js). test/boundaries.test.ts plants faults and
// proves that each is caught.
'use strict';
const { rooms } = require('./tools/rooms');

const all = rooms.map((room) => room.name);
const anyOf = (names) => `(${names.join('|')})`;
const isConstruct = (name) => name.startsWith('constructs/');

/** The rooms that one room may not import: those above it, its equals, and for some the constructs. */
function closedTo(room, position) {
  return all.filter((name, other) => {
    if (other === position) return false;
    return other > position || name === room.beside || (room.assembliesOnly === true && isConstruct(name));
  });
}

const directions = rooms
  .map((room, position) => ({ room, closed: closedTo(room, position) }))
  .filter(({ closed }) => closed.length > 0)
  .map(({ room, closed }) => ({
    name: `${room.name.replace('/', '-')}-imports-upwards`,
    comment: `lib/${room.name} must not know these rooms. Move what both need into a lower one, or pass it in.`,
    severity: 'error',
    from: { path: `^lib/${room.name}/` },
    to: { path: `^lib/${anyOf(closed)}/` },
  }));

/** Only rooms whose entry in the list has the ability may use these modules of Node. */
function only(ability, modules, comment) {
  const allowed = rooms
    .filter((room) => room[ability])
    .map((room) =>
      room[ability] === true
        ? `^lib/${room.name}/`
        : `^lib/${room.name}/${anyOf(room[ability])}(\\.ts$|-[^/]*\\.ts$|/)`,
    );
  return {
    name: `no-${ability}`,
    comment,
    severity: 'error',
    from: { path: '^lib/', pathNot: allowed },
    to: { path: `^(node:)?${anyOf(modules)}(/|$)`, dependencyTypes: ['core'] },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...directions,
    {
      name: 'no-cycle',
      comment: 'Modules that import each other are one module. Move what both need into a third.',
      severity: 'error',
      from: {},
      // Types alone may refer to each other: nothing is loaded in a circle then.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-deep-import',
      comment: 'A room is entered through its index.ts.',
      severity: 'error',
      from: { path: `^lib/${anyOf(all)}/` },
      to: { path: '^lib/', pathNot: ['^lib/$1/', `^lib/${anyOf(all)}/index\\.ts$`] },
    },
    {
      name: 'stacks-enter-by-the-door',
      comment: 'Stacks are written as users write theirs: from the indexes of rooms, and from other stacks.',
      severity: 'error',
      from: { path: '^stacks/' },
      to: { path: '^(lib|test|bench|tools|bin)/', pathNot: `^lib/${anyOf(all)}/index\\.ts$` },
    },
    {
      name: 'lib-stands-alone',
      comment: 'lib is the package. What uses it is not part of it.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(stacks|test|bench|tools|bin)/' },
    },
    {
      name: 'no-unlisted-room',
      comment: 'A new room needs its place in tools/rooms.js.',
      severity: 'error',
      from: {},
      to: { path: '^lib/', pathNot: `^lib/${anyOf(all)}/` },
    },
    {
      name: 'no-undeclared-package',
      comment: 'lib needs at run time what package.json declares, and neither development tools nor chance finds.',
      severity: 'error',
      from: { path: '^lib/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['npm-peer', 'npm', 'type-only'],
      },
    },
    {
      name: 'no-unresolvable',
      comment: 'This import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    only('files', ['fs'], 'Only these may touch the file system; all others take and return values.'),
    only('programs', ['child_process', 'cluster', 'worker_threads'], 'Only these may start programs.'),
    only(
      'surroundings',
      ['os', 'process', 'perf_hooks', 'timers', 'net', 'tls', 'dns', 'dgram', 'http', 'http2', 'https'],
      'What runs below apply/ gives the same bytes on every machine, at any time.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|build|coverage)/' },
    // Imports of types count: they tie rooms together as those of values do.
    tsPreCompilationDeps: true,
    moduleSystems: ['cjs', 'es6'],
  },
};
