// Everything that is checked without running the tests, in order. All of it runs, also after a failure: one look shows
// all that must be mended. `--outputFile=FILE` writes the counts in jest's words, for .ci/run.
'use strict';
const { spawnSync } = require('node:child_process');
const { writeFileSync } = require('node:fs');

const steps = ['types', 'lint', 'boundaries', 'dead-code', 'format:check'];

const failed = steps.filter((step) => {
  console.log(`\n== ${step}`);
  const start = Date.now();
  const { status } = spawnSync('npm', ['run', '--silent', step], { stdio: 'inherit' });
  console.log(`== ${step}: ${status === 0 ? 'passed' : 'FAILED'} after ${((Date.now() - start) / 1000).toFixed(1)} s`);
  return status !== 0;
});

const output = /^--outputFile=(.+)$/.exec(process.argv[2] ?? '')?.[1];
const counts = { numPassedTests: steps.length - failed.length, numFailedTests: failed.length };
if (output) writeFileSync(output, JSON.stringify(counts));
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
