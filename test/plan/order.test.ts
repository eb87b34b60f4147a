import { stepOf } from '../../lib/plan/draft';
import type { Step, StepId } from '../../lib/plan';
import { lastOf, only, ordered } from '../../lib/plan/order';

/** Steps by what they need. */
function steps(needs: Readonly<Record<StepId, readonly StepId[]>>): readonly Step[] {
  return Object.entries(needs).map(([id, needed]) =>
    stepOf({
      ...{ id, title: id, phase: 'phase', move: id, place: { kind: 'cluster' } },
      needs: needed,
      postcondition: { kind: 'none' },
    }),
  );
}

function needsOf(all: readonly Step[]): Readonly<Record<StepId, readonly StepId[]>> {
  return Object.fromEntries(all.map(({ id, needs }) => [id, needs]));
}

test('steps stand after what they need, those that may come together by name', () => {
  const all = ordered('lab', steps({ c: ['b'], b: [], a: ['b'], last: ['a', 'c'] }));

  expect(all.map(({ id }) => id)).toEqual(['b', 'a', 'c', 'last']);
});

test('what another need needs is not said again, up to two steps away', () => {
  const all = ordered('lab', steps({ a: [], b: ['a'], c: ['b', 'a'], d: ['c', 'b', 'a'] }));

  expect(needsOf(all)).toEqual({ a: [], b: ['a'], c: ['b'], d: ['c'] });
});

test('needs that are not there, or said twice, are left out', () => {
  expect(needsOf(ordered('lab', steps({ a: ['elsewhere'], b: ['a', 'a'] })))).toEqual({ a: [], b: ['a'] });
});

test('given that only some steps stay, then they need what they needed through others', () => {
  const all = steps({ a: [], b: ['a'], c: ['b'], d: ['c', 'x'], x: ['a'] });

  expect(needsOf(only(all, ({ id }) => id === 'a' || id === 'd'))).toEqual({ a: [], d: ['a'] });
  expect(only(all, () => true)).toEqual(all);
  expect(only(all, () => false)).toEqual([]);
});

test('the last steps are those that no other waits for', () => {
  expect(lastOf(steps({ a: [], b: ['a'], c: ['a'], d: ['c'] }))).toEqual(['b', 'd']);
});

test('two that wait for each other are refused, however many come before and after them', () => {
  expect(() => ordered('lab', steps({ a: [], b: ['a', 'c'], c: ['b'], d: ['c'] }))).toThrow(
    'b, c each wait for another of them.',
  );
});

describe('a step’s digest', () => {
  const [plain] = steps({ a: [] });
  const draft = { ...plain, id: 'a', title: 'a', phase: 'phase', move: 'a', place: { kind: 'cluster' } } as const;
  const digest = (rest: Partial<Parameters<typeof stepOf>[0]>): string =>
    stepOf({ ...draft, postcondition: { kind: 'none' }, ...rest }).digest;

  test.each([
    ['its name', { id: 'b' }],
    ['what people read', { title: 'b', reason: 'Because.' }],
    ['what it waits for', { needs: ['b'] }],
    ['how long it may take', { timeoutSeconds: 7, duration: 'long' }],
    ['who must agree', { approval: 'It costs money.' }],
  ] as const)('is the same whatever %s is', (_, rest) => {
    expect(digest(rest)).toBe(plain?.digest);
  });

  test.each([
    ['what it does', { actions: [{ kind: 'reboot' }] }],
    ['what tells that it is done', { postcondition: { kind: 'exists', path: '/etc/motd' } }],
    ['what must hold before', { precondition: { kind: 'identity', host: 'control-1' } }],
    ['what it brings', { inputs: ['0123'] }],
  ] as const)('is another where %s is', (_, rest) => {
    expect(digest(rest)).not.toBe(plain?.digest);
  });
});
