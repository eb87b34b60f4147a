import {
  finding,
  findingKind,
  findingKinds,
  invalidValue,
  PlinthError,
  sortFindings,
  type FindingKind,
} from '../../lib/core';

const tooFew: FindingKind = findingKind({
  code: 'test-members-even',
  severity: 'error',
  summary: 'a cluster needs an odd number of members',
  references: ['https://etcd.io/docs/'],
  acknowledgeable: false,
});

describe('the catalogue', () => {
  test('holds every declared code once, sorted', () => {
    const codes = findingKinds().map(({ code }) => code);

    expect(codes).toEqual(
      expect.arrayContaining(['invalid-value', 'output-in-plain-text', 'secret-in-text', 'test-members-even']),
    );
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  test('refuses a code that is taken: people acknowledge it and search for it', () => {
    expect(() => findingKind({ ...tooFew, summary: 'something else' })).toThrow(
      'finding code "test-members-even" is declared twice',
    );
  });

  test('cannot be changed by whoever holds a kind', () => {
    expect(() => Object.assign(tooFew, { severity: 'info' })).toThrow(TypeError);
    expect(() => Object.assign(tooFew.references, { 0: 'elsewhere' })).toThrow(TypeError);
  });
});

describe('a finding', () => {
  test('has what its kind says and what its place adds, in the order of printing', () => {
    const place = { path: 'lab/etcd', source: 'stacks/lab.ts:31', detail: 'It has 4 members.', fix: 'Use 3 or 5.' };

    expect(JSON.stringify(finding(tooFew, place), null, 1)).toMatchInlineSnapshot(`
      "{
       "code": "test-members-even",
       "severity": "error",
       "path": "lab/etcd",
       "source": "stacks/lab.ts:31",
       "summary": "a cluster needs an odd number of members",
       "detail": "It has 4 members.",
       "fix": "Use 3 or 5.",
       "references": [
        "https://etcd.io/docs/"
       ]
      }"
    `);
  });

  test('says nothing of its source where only dist/ is known', () => {
    expect(Object.keys(finding(tooFew, { path: 'lab', source: undefined, detail: '', fix: '' }))).not.toContain(
      'source',
    );
  });

  test('findings are sorted by place, then code, then detail, whatever came first', () => {
    const of = (kind: FindingKind, path: string, detail = ''): ReturnType<typeof finding> =>
      finding(kind, { path, detail, fix: '' });
    const sorted = [
      of(invalidValue, 'lab'),
      of(tooFew, 'lab', 'a'),
      of(tooFew, 'lab', 'b'),
      of(invalidValue, 'lab/etcd'),
      of(invalidValue, 'production'),
    ];

    expect(sortFindings([...sorted].reverse())).toEqual(sorted);
    expect(sortFindings(sorted)).toEqual(sorted);
  });
});

describe('a PlinthError', () => {
  test('prints all its findings', () => {
    const of = (detail: string, fix: string): ReturnType<typeof finding> => finding(tooFew, { path: '', detail, fix });
    const error = new PlinthError([of('It has 4.', 'Use 3.'), of('It has 2.', 'Use 1.')]);

    expect(error.name).toBe('PlinthError');
    expect(error.findings).toHaveLength(2);
    expect(error.message).toMatchInlineSnapshot(`
      "test-members-even: a cluster needs an odd number of members
        why  It has 4.
        fix  Use 3.
      test-members-even: a cluster needs an odd number of members
        why  It has 2.
        fix  Use 1."
    `);
  });
});
