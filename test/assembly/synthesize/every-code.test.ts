import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as findings from '../../../lib/assembly/findings';
import { nameTaken } from '../../../lib/core';
import { acknowledgementInvalid } from '../../../lib/core/annotations';

/** Reported elsewhere: where findings are settled, when all of them are known (lib/checks). */
const elsewhere: readonly string[] = [findings.acknowledgementUnused.code];

/** The blocks of tests in this folder by the code that they are about. */
function tested(): ReadonlyMap<string, string> {
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.test.ts') && name !== 'every-code.test.ts');
  const blocks = files.flatMap((name) =>
    readFileSync(join(__dirname, name), 'utf8')
      .split(/^describe\('/m)
      .slice(1),
  );
  return new Map(blocks.map((block) => [block.slice(0, block.indexOf("'")), block] as const));
}

const codes = [...Object.values(findings), acknowledgementInvalid, nameTaken]
  .map(({ code }) => code)
  .filter((code) => !elsewhere.includes(code));

test.each(codes)('%s has a program that fails with the whole finding, and a neighbour that passes', (code) => {
  const block = tested().get(code) ?? '';

  expect(block).toContain(`error ${code}: `);
  expect(block.split(/^ {2}test[.(]/m).length - 1).toBeGreaterThanOrEqual(2);
});
