import type { Finding } from '../../lib/core';
import { countsText, findingsText, terminalStyles } from '../../lib/report';

const members: Finding = {
  code: 'etcd-members-even',
  severity: 'error',
  path: 'lab/etcd',
  source: 'stacks/lab.ts:31',
  summary: 'an etcd cluster needs an odd number of members',
  detail: '"lab/etcd" has 4 members (control-0..3). Four survive one failure, as three do, and need a larger quorum.',
  fix: 'Use 3 or 5 hosts: hosts: control.take(3)',
  references: [],
};

test('a finding reads as the design has it', () => {
  expect(findingsText([members])).toBe(`\
error  etcd-members-even: an etcd cluster needs an odd number of members
  at    lab/etcd            stacks/lab.ts:31
  why   "lab/etcd" has 4 members (control-0..3). Four survive one failure, as three do, and need a larger quorum.
  fix   Use 3 or 5 hosts: hosts: control.take(3)
`);
});

test('several are set apart by an empty line, and their sources stand under each other', () => {
  const long = { ...members, path: 'production/boutique/checkoutservice', severity: 'warning' as const };

  expect(findingsText([members, long])).toBe(`\
error  etcd-members-even: an etcd cluster needs an odd number of members
  at    lab/etcd                              stacks/lab.ts:31
  why   "lab/etcd" has 4 members (control-0..3). Four survive one failure, as three do, and need a larger quorum.
  fix   Use 3 or 5 hosts: hosts: control.take(3)

warning  etcd-members-even: an etcd cluster needs an odd number of members
  at    production/boutique/checkoutservice   stacks/lab.ts:31
  why   "lab/etcd" has 4 members (control-0..3). Four survive one failure, as three do, and need a larger quorum.
  fix   Use 3 or 5 hosts: hosts: control.take(3)
`);
});

test('a narrow terminal gets shorter lines, and words that are too long for one stay whole', () => {
  const fix = `Write ${'x'.repeat(60)} instead.\nThen again.`;

  expect(findingsText([{ ...members, fix }], { width: 60 })).toBe(`\
error  etcd-members-even: an etcd cluster needs an odd number of members
  at    lab/etcd            stacks/lab.ts:31
  why   "lab/etcd" has 4 members (control-0..3). Four
        survive one failure, as three do, and need a larger
        quorum.
  fix   Write
        ${'x'.repeat(60)}
        instead.
        Then again.
`);
});

test.each([
  ['no source, as from dist/', { source: undefined }, '  at    lab/etcd\n'],
  ['no path, as of a value', { path: '' }, '  at    stacks/lab.ts:31\n'],
])('%s', (_name, place, line) => {
  expect(findingsText([{ ...members, ...place }])).toContain(`members\n${line}  why`);
});

test('without a place there is no line for it', () => {
  const { source, ...rest } = members;

  expect(source).toBeDefined();
  expect(findingsText([{ ...rest, path: '' }])).toContain('number of members\n  why');
});

test('colours stand around words and never change what is written', () => {
  const coloured = findingsText([members], { styles: terminalStyles });

  expect(coloured).not.toBe(findingsText([members]));
  expect(coloured.replace(/\u001b\[[\d;]+m/g, '')).toBe(findingsText([members]));
});

test.each([
  [[], ''],
  [['error'], '1 error'],
  [['error', 'warning', 'error', 'info', 'info'], '2 errors, 1 warning, 2 info'],
] as const)('%j is counted as %s', (severities, text) => {
  expect(countsText(severities.map((severity) => ({ ...members, severity })))).toBe(text);
});
