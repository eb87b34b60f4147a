import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

interface Planted {
  readonly fault: string;
  readonly rule: string;
  /** File and text that break the rule. */
  readonly bad: readonly [string, string];
  /** The same thing done as it should be. */
  readonly good: readonly [string, string];
}

const use = (name: string): string => `import { x } from '${name}';\nexport const y = x;\n`;

const planted: readonly Planted[] = [
  {
    fault: 'a lower room imports a higher one',
    rule: 'core-imports-upwards',
    bad: ['lib/core/upward.ts', use('../assembly')],
    good: ['lib/assembly/downward.ts', use('../core')],
  },
  {
    fault: 'only a type is imported upwards',
    rule: 'kube-api-imports-upwards',
    bad: ['lib/kube-api/upward-type.ts', "import type { X } from '../assembly';\nexport type Y = X;\n"],
    good: ['lib/assembly/downward-type.ts', "import type { X } from '../core';\nexport type Y = X;\n"],
  },
  {
    fault: 'a construct imports one that is built on it',
    rule: 'constructs-hosts-imports-upwards',
    bad: ['lib/constructs/hosts/upward.ts', use('../kubernetes')],
    good: ['lib/constructs/kubernetes/downward.ts', use('../hosts')],
  },
  {
    fault: 'checks know constructs',
    rule: 'checks-imports-upwards',
    bad: ['lib/checks/knows-hosts.ts', use('../constructs/hosts')],
    good: ['lib/checks/knows-assemblies.ts', use('../assembly')],
  },
  {
    fault: 'apply knows constructs',
    rule: 'apply-imports-upwards',
    bad: ['lib/apply/knows-hosts.ts', use('../constructs/hosts')],
    good: ['lib/program/knows-hosts.ts', use('../constructs/hosts')],
  },
  {
    fault: 'rooms of one level import each other',
    rule: 'diff-imports-upwards',
    bad: ['lib/diff/knows-checks.ts', use('../checks')],
    good: ['lib/plan/knows-checks.ts', use('../checks')],
  },
  {
    fault: 'a room is entered past its index',
    rule: 'no-deep-import',
    bad: ['lib/assembly/deep.ts', use('../core/inner')],
    good: ['lib/core/own-inner.ts', use('./inner')],
  },
  {
    fault: 'a folder of a room is entered by its own index',
    rule: 'no-deep-import',
    bad: ['lib/checks/deep-folder.ts', use('../assembly/yaml')],
    good: ['lib/assembly/own-folder.ts', use('./yaml')],
  },
  {
    fault: 'modules import each other',
    rule: 'no-cycle',
    bad: ['lib/core/cycle.ts', use('./partner')],
    good: ['lib/core/no-cycle.ts', use('./inner')],
  },
  {
    fault: 'a pure room reads files',
    rule: 'no-files',
    bad: ['lib/core/reads.ts', "import { readFileSync } from 'node:fs';\nexport const y = readFileSync;\n"],
    good: ['lib/assembly/dist/read.ts', "import { readFileSync } from 'node:fs';\nexport const y = readFileSync;\n"],
  },
  {
    fault: 'a file of assembly that is not the door reads files',
    rule: 'no-files',
    bad: ['lib/assembly/reads.ts', "import { readFile } from 'fs/promises';\nexport const y = readFile;\n"],
    good: ['lib/assembly/from-file.ts', "import { readFile } from 'fs/promises';\nexport const y = readFile;\n"],
  },
  {
    fault: 'a program is started outside apply',
    rule: 'no-programs',
    bad: ['lib/program/starts.ts', "import { spawn } from 'node:child_process';\nexport const y = spawn;\n"],
    good: ['lib/apply/starts.ts', "import { spawn } from 'node:child_process';\nexport const y = spawn;\n"],
  },
  {
    fault: 'a second file of cli starts programs',
    rule: 'no-programs',
    bad: ['lib/cli/starts.ts', "import { spawn } from 'node:child_process';\nexport const y = spawn;\n"],
    good: ['lib/cli/git.ts', "import { spawn } from 'node:child_process';\nexport const y = spawn;\n"],
  },
  {
    fault: 'a room below apply looks at its surroundings',
    rule: 'no-surroundings',
    bad: ['lib/plan/looks.ts', "import { hostname } from 'node:os';\nexport const y = hostname;\n"],
    good: ['lib/cli/looks.ts', "import { hostname } from 'node:os';\nexport const y = hostname;\n"],
  },
  {
    fault: 'lib imports a stack',
    rule: 'lib-stands-alone',
    bad: ['lib/program/knows-stacks.ts', use('../../stacks/shop')],
    good: ['stacks/knows-stacks.ts', use('./shop')],
  },
  {
    fault: 'a stack reaches into a room',
    rule: 'stacks-enter-by-the-door',
    bad: ['stacks/deep.ts', use('../lib/constructs/hosts/inner')],
    good: ['stacks/by-the-door.ts', use('../lib/constructs/hosts')],
  },
  {
    fault: 'something uses a room that is not on the list',
    rule: 'no-unlisted-room',
    bad: ['test/uses-unlisted.ts', use('../lib/shed/inner')],
    good: ['test/uses-inner.ts', use('../lib/core/inner')],
  },
  {
    fault: 'lib uses a development tool',
    rule: 'no-undeclared-package',
    bad: ['lib/core/uses-tool.ts', use('a-tool')],
    good: ['test/uses-tool.ts', use('a-tool')],
  },
  {
    fault: 'an import leads nowhere',
    rule: 'no-unresolvable',
    bad: ['lib/core/nowhere.ts', use('./gone')],
    good: ['lib/core/somewhere.ts', use('./inner')],
  },
];

const text = 'export const x = 1;\nexport type X = number;\n';
const surroundings = {
  'package.json': '{ "name": "house", "devDependencies": { "a-tool": "1.0.0" } }',
  'node_modules/a-tool/package.json': '{ "name": "a-tool", "version": "1.0.0", "main": "index.js" }',
  'node_modules/a-tool/index.js': 'exports.x = 1;\n',
  'lib/core/index.ts': text,
  'lib/core/inner.ts': text,
  'lib/core/partner.ts': "import { y } from './cycle';\nexport const x = y;\n",
  'lib/assembly/index.ts': text,
  'lib/assembly/yaml/index.ts': text,
  'lib/constructs/hosts/index.ts': text,
  'lib/constructs/hosts/inner.ts': text,
  'lib/constructs/kubernetes/index.ts': text,
  'lib/checks/index.ts': text,
  'lib/shed/inner.ts': text,
  'stacks/shop.ts': text,
};

/** The rules that each file of the planted house breaks. */
const broken = new Map<string, string[]>();

beforeAll(() => {
  const repository = dirname(__dirname);
  const house = mkdtempSync(join(tmpdir(), 'plinth-boundaries-'));
  try {
    for (const [path, content] of [...Object.entries(surroundings), ...planted.flatMap((p) => [p.bad, p.good])]) {
      mkdirSync(join(house, dirname(path)), { recursive: true });
      writeFileSync(join(house, path), content);
    }
    for (const { from, rule } of violations(repository, house)) {
      broken.set(from, [...(broken.get(from) ?? []), rule.name]);
    }
  } finally {
    rmSync(house, { recursive: true });
  }
});

test.each(planted)('$fault: $rule', ({ rule, bad: [bad], good: [good] }) => {
  expect(broken.get(bad)).toEqual([rule]);
  expect(broken.get(good)).toBeUndefined();
});

test('each kind of rule has a planted fault', () => {
  const kinds = new Set(planted.map((p) => p.rule.replace(/.*-imports-upwards$/, 'imports-upwards')));

  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the settings of a tool, plain JavaScript
  const { forbidden } = require('../.dependency-cruiser.js') as { forbidden: readonly { name: string }[] };
  const named = new Set(forbidden.map((rule) => rule.name.replace(/.*-imports-upwards$/, 'imports-upwards')));
  expect([...kinds].sort()).toEqual([...named].sort());
});

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

function violations(repository: string, house: string): readonly Violation[] {
  const program = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const settings = join(repository, '.dependency-cruiser.js');
  const args = [program, '--config', settings, '--output-type', 'json', 'lib', 'stacks', 'test'];
  const output = execFileSync(process.execPath, args, { cwd: house, encoding: 'utf8' });
  return (JSON.parse(output) as { summary: { violations: readonly Violation[] } }).summary.violations;
}
