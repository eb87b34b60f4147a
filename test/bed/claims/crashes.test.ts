import { containerRestarts, panicPattern } from './crashes';

const pod = (restartCount: number, terminated: Readonly<Record<string, string | number>>) => ({
  metadata: { namespace: 'guests', name: 'visits-0' },
  status: { containerStatuses: [{ name: 'redis', restartCount, lastState: { terminated } }] },
});

test('a container that was started again is told with what it ended with', () => {
  const ended = { reason: 'Error', exitCode: 2, finishedAt: '2026-01-01T00:00:00Z' };

  expect(
    containerRestarts([pod(0, {}), pod(3, ended), pod(1, { ...ended, reason: 'OOMKilled', exitCode: 137 })]),
  ).toEqual([
    {
      kind: 'container-restart',
      place: 'guests/visits-0 container redis',
      detail: 'restarted 3 times; last ended with Error, code 2, at 2026-01-01T00:00:00Z',
    },
    {
      kind: 'oom-kill',
      place: 'guests/visits-0 container redis',
      detail: 'restarted 1 times; last ended with OOMKilled, code 137, at 2026-01-01T00:00:00Z',
    },
  ]);
});

test.each([
  ['panic: runtime error: index out of range', true],
  ['2026-01-01T00:00:00.1Z stderr F panic: assignment to entry in nil map', true],
  ['2026-01-01T00:00:00.1Z stderr F E0101 00:00:00.1 1 runtime.go:79] Observed a panic: "nil pointer"', true],
  ['2026-01-01T00:00:00.1Z stdout F 2026-01-01 00:00:00 UTC [7] PANIC:  could not write to file', true],
  ['2026-01-01T00:00:00.1Z stderr F no need to panic: all is well', false],
  ['kernel.panic = 10', false],
])('%s: %s', (line, isPanic) => {
  // Extended regular expressions of grep that JavaScript reads the same way.
  expect(new RegExp(panicPattern).test(line)).toBe(isPanic);
});
