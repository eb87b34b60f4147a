import { courseOf, courseText, type Attempt } from './attempts';

const attempt = (at: number, failure?: string): Attempt => ({
  ...{ at, milliseconds: 100, line: `a ${String(at)}` },
  ...(failure !== undefined && { failure }),
});

test('the longest gap is from one success to the next, also over what failed between', () => {
  const attempts = [attempt(0), attempt(1000), attempt(2000, 'ETIMEDOUT'), attempt(4000, '503'), attempt(5000)];

  expect(courseOf(attempts)).toEqual({
    ...{ attempts: 5, failed: 2, longestGapSeconds: 4 },
    failures: { ETIMEDOUT: 1, 503: 1 },
  });
  expect(courseText(courseOf(attempts))).toBe('5 writes, 2 failed (503 1, ETIMEDOUT 1), longest gap 4.0 s');
});

test('a gap begins with the last success before, and lasts while nothing succeeds', () => {
  const attempts = [attempt(0), attempt(1000), attempt(3000, 'ETIMEDOUT'), attempt(9000, 'ETIMEDOUT')];

  expect(courseOf(attempts, 2000)).toMatchObject({ attempts: 2, failed: 2, longestGapSeconds: 8 });
});

test('where all succeed there are only the pauses', () => {
  expect(courseText(courseOf([attempt(0), attempt(200), attempt(400)]))).toBe(
    '3 writes, none failed, longest gap 0.2 s',
  );
});
