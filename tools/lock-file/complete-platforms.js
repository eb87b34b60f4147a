// Completes package-lock.json with the optional, platform-bound packages that npm leaves out when it cannot or need not
// fetch them. Without these entries `npm ci` refuses the lock file ("Missing: @swc/core-darwin-arm64@ from lock file").
// Run after every `npm install`: npm run lock.
'use strict';
const { readFileSync, writeFileSync } = require('node:fs');

const operatingSystems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const libraries = { gnu: 'glibc', musl: 'musl' };

/** The platform that a native package states in its own name, for example `@swc/core-linux-arm64-musl`. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  return {
    os: operatingSystems.filter((word) => words.includes(word)),
    cpu: processors.filter((word) => words.includes(word)),
    libc: Object.keys(libraries)
      .filter((word) => words.includes(word) && words.includes('linux'))
      .map((word) => libraries[word]),
  };
}

const file = process.argv[2] ?? 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (place === '' || lock.packages[`node_modules/${name}`] || lock.packages[`${place}/node_modules/${name}`])
      continue;
    const { os, cpu, libc } = platformOf(name);
    if (os.length === 0 && cpu.length === 0) continue;
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(cpu.length > 0 && { cpu }),
      ...(entry.dev && { dev: true }),
      ...(libc.length > 0 && { libc }),
      optional: true,
      ...(os.length > 0 && { os }),
    };
  }
}
const root = lock.packages[''];
delete lock.packages[''];
const sorted = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
lock.packages = { '': root, ...sorted };
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
