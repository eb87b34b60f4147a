// The rooms of the house, from the ground up: the ONE list from which the rules of imports (.dependency-cruiser.js), of the
// environment and the clock (eslint.config.mjs) and the package's entrances (test/rooms.test.ts) are made.
//
// A room may import the rooms above it in this list, each through its index.ts, with two exceptions that stand in the
// entry: `beside` names a room of the same level (neither imports the other), and `assembliesOnly` is a room that knows
// assemblies and never constructs.
//
// Nothing touches the world outside the program unless its entry says so:
//   files        the file system          programs  starting other programs
//   surroundings the environment, the clock, randomness and the network
// `true` means the whole room; a list names the files or folders of the room that may (`git` is git.ts, git-*.ts or git/).
//
// `published` rooms can be imported from the package (`plinth/core`).
'use strict';

const construct = (name) => ({ name: `constructs/${name}`, published: true });

const rooms = [
  { name: 'core', published: true },
  { name: 'kube-api', published: true },
  { name: 'assembly', published: true, files: ['dist/dist', 'dist/read', 'dist/write', 'from-file'] },
  ...['base', 'machines', 'hosts', 'pki', 'network', 'etcd', 'kubernetes', 'databases', 'services'].map(construct),
  ...['operations', 'delivery'].map(construct),
  { name: 'checks', published: true, assembliesOnly: true },
  { name: 'diff', beside: 'checks', assembliesOnly: true },
  { name: 'plan', assembliesOnly: true },
  { name: 'report', assembliesOnly: true },
  { name: 'apply', beside: 'report', assembliesOnly: true, files: true, programs: true, surroundings: true },
  { name: 'program', published: true, files: true, surroundings: true },
  { name: 'cli', files: true, programs: ['git'], surroundings: true },
  { name: 'testing', published: true, beside: 'cli', files: true, surroundings: true },
];

module.exports = { rooms };
