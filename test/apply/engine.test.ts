import { planOffline, selectSteps, summaryOf, type Tracker } from '../../lib/apply';
import type { JournalEntry } from '../../lib/apply';
import { parseEvent } from '../../lib/apply/engine/events';
import { Tracker as RealTracker } from '../../lib/apply/engine/tracker';
import { StopButton, withStopButton } from '../../lib/apply';
import { bed } from './environments';

const { plan } = planOffline(bed());
const ids = (steps: readonly { readonly id: string }[]): readonly string[] => steps.map(({ id }) => id);

test.each([
  ['{"event":"start","step":"a","host":"h"}', { kind: 'start', step: 'a', host: 'h' }],
  ['{"event":"done","step":"a","seconds":1.5}', { kind: 'end', step: 'a', result: 'done', seconds: 1.5 }],
  ['{"event":"satisfied","step":"a","host":"h"}', { kind: 'end', step: 'a', host: 'h', result: 'satisfied' }],
  ['{"event":"failed","step":"a","message":"no"}', { kind: 'end', step: 'a', result: 'failed', message: 'no' }],
  ['{"event":"unreachable","step":"a","host":"h"}', { kind: 'end', step: 'a', host: 'h', result: 'failed' }],
  ['{"event":"unreachable","host":"h","message":"no"}', { kind: 'trouble', host: 'h', message: 'no' }],
  ['{"event":"failed"}', { kind: 'trouble', message: 'failed' }],
  ['{"event":"ok","step":"a"}', undefined],
  ['{"event":"start"}', undefined],
  ['{"event":"sta', undefined],
  ['PLAY [all]', undefined],
  ['', undefined],
])('a line of the callback plugin: %s', (line, event) => {
  expect(parseEvent(line)).toEqual(event);
});

describe('which steps', () => {
  test('all', () => {
    expect(selectSteps(plan, {})).toEqual({ steps: plan.steps, skipped: [], isWhole: true });
  });

  test('up to one: all that it needs comes with it', () => {
    const { steps } = selectSteps(plan, { until: 'etcd/control-2/start' });

    const chosen = new Set(ids(steps));
    expect(steps.at(-1)?.id).toBe('etcd/control-2/start');
    expect(steps.flatMap(({ needs }) => needs).filter((need) => !chosen.has(need))).toEqual([]);
  });

  test('up to a move: its last step', () => {
    expect(ids(selectSteps(plan, { until: 'etcd/start' }).steps)).toContain('etcd/control-3/start');
  });

  test('one alone, and a whole move but for one', () => {
    expect(ids(selectSteps(plan, { only: ['etcd/control-2/start'] }).steps)).toEqual(['etcd/control-2/start']);
    const { steps, skipped, isWhole } = selectSteps(plan, { only: ['etcd/start'], skip: ['etcd/control-2/start'] });
    expect({ steps: ids(steps), skipped: ids(skipped), isWhole }).toEqual({
      steps: ['etcd/control-1/start', 'etcd/control-3/start'],
      skipped: ['etcd/control-2/start'],
      isWhole: false,
    });
  });

  test.each([
    [{ until: 'etcd/control-4/start' }],
    [{ only: ['etcd/control-4/start'] }],
    [{ skip: ['etcd/control-4/start'] }],
  ])('there is no such step: %j', (selection) => {
    expect(() => selectSteps(plan, selection)).toThrow(
      'step-unknown: the plan has no such step\n  why  The plan has no step and no move "etcd/control-4/start".\n  fix  Did you mean "etcd/control-1/start"?',
    );
  });
});

describe('what has become of steps', () => {
  const [one, two, three] = plan.steps.slice(0, 3);
  if (!one || !two || !three) throw new Error('the plan is too short');
  let time = 0;
  const tracked = (): { tracker: Tracker; journal: JournalEntry[] } => {
    const journal: JournalEntry[] = [];
    const tracker = new RealTracker([one, two, three], {
      ...{ run: 'r1', now: () => (time += 1000), time: () => 't', tell: () => undefined },
      journal: (entry) => journal.push(entry),
    });
    return { tracker, journal };
  };

  test('begins once, ends once, and is in the journal when it has ended', () => {
    const { tracker, journal } = tracked();

    tracker.take({ kind: 'start', step: one.id });
    tracker.take({ kind: 'start', step: one.id });
    expect(journal).toEqual([]);
    tracker.take({ kind: 'end', step: one.id, result: 'done', seconds: 1.26 });
    tracker.take({ kind: 'start', step: one.id });

    expect(journal).toEqual([
      { event: 'step', time: 't', run: 'r1', step: one.id, host: 'control-1', result: 'done', seconds: 1.3 },
    ]);
    expect(tracker.steps.map(({ state }) => state)).toEqual(['done', 'waiting', 'waiting']);
  });

  test('of steps that are not in the run nothing is kept', () => {
    const { tracker, journal } = tracked();

    tracker.take({ kind: 'end', step: 'elsewhere', result: 'done' });

    expect(journal).toEqual([]);
  });

  test('is counted', () => {
    const { tracker } = tracked();
    tracker.skip(one, 'why not');
    tracker.take({ kind: 'end', step: two.id, result: 'failed', message: 'no' });

    expect(summaryOf(tracker)).toEqual({
      ...{ total: 3, done: 0, satisfied: 0, failed: 1, skipped: 1, open: 1 },
      failures: [{ step: two.id, host: 'control-2', message: 'no', position: 1 }],
    });
  });
});

test('Ctrl-C, a closed terminal and kill press the button, and do so no more afterwards', async () => {
  const before = process.listenerCount('SIGINT');

  const count = await withStopButton((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.emit(signal);
    return Promise.resolve(stop.count);
  });

  expect(count).toBe(3);
  expect(process.listenerCount('SIGINT')).toBe(before);
});

test('who listens to the button is told each time, until it does not want to be', () => {
  const stop = new StopButton();
  const heard: number[] = [];
  const forget = stop.onRequest((count) => heard.push(count));

  stop.press();
  stop.press();
  forget();
  stop.press();

  expect(heard).toEqual([1, 2]);
});
