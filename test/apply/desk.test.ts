import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultDesk, lastRun, readJournal } from '../../lib/apply';
import { openDesk } from '../../lib/apply/desk/desk';
import { leaveDesk, leftover, noteChild, takeDesk } from '../../lib/apply/desk/desk-lock';
import { writeJournal } from '../../lib/apply/desk/journal';
import { makeRunFolder } from '../../lib/apply/desk/run-folder';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'plinth-desk-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const gone = 2 ** 22 + 1;

test('a desk keeps its name, and only its owner can read it', () => {
  const place = join(folder, 'new/desk');
  const desk = openDesk(place);

  expect(openDesk(place).id).toBe(desk.id);
  expect(desk.id).toMatch(/^[\da-f-]{36}$/);
  expect(statSync(place).mode & 0o777).toBe(0o700);
  expect(statSync(desk.pki).mode & 0o777).toBe(0o700);
});

test('a desk is where people keep the state of programs', () => {
  expect(defaultDesk('lab', { XDG_STATE_HOME: '/state' })).toBe('/state/plinth/lab');
  expect(defaultDesk('lab', {})).toBe(join(homedir(), '.local/state/plinth/lab'));
});

describe('the journal', () => {
  const begin = (run: string) =>
    ({ event: 'begin', time: 't', run, to: 'a', plan: 'b', steps: 2, by: 'ada@laptop' }) as const;
  const step = (run: string, name: string) => ({ event: 'step', time: 't', run, step: name, result: 'done' }) as const;

  test('gives the newest run, whether it has ended or not', () => {
    const file = join(folder, 'journal.jsonl');
    for (const entry of [
      begin('r1'),
      step('r1', 'a'),
      { event: 'end', time: 't', run: 'r1', result: 'done' } as const,
    ]) {
      writeJournal(file, entry);
    }
    expect(lastRun(readJournal(file))).toMatchObject({ run: 'r1', steps: [{ step: 'a' }], end: { result: 'done' } });

    writeJournal(file, begin('r2'));
    expect(lastRun(readJournal(file))).toEqual({ run: 'r2', begin: begin('r2'), steps: [] });
  });

  test('is read up to where it was cut', () => {
    const file = join(folder, 'journal.jsonl');
    writeJournal(file, begin('r1'));
    appendFileSync(file, '{"event":"step","run":"r1","st');

    expect(readJournal(file)).toEqual([begin('r1')]);
  });

  test('is empty where there is none', () => {
    expect(lastRun(readJournal(join(folder, 'none')))).toBeUndefined();
  });
});

describe('one run at a time', () => {
  test('the second is refused while the first goes on', () => {
    const desk = openDesk(folder);

    expect(takeDesk(desk, 'r1')).toEqual({ taken: true });
    expect(takeDesk(desk, 'r2')).toMatchObject({ taken: false, by: { pid: process.pid, run: 'r1', state: 'runs' } });
    leaveDesk(desk);
    expect(takeDesk(desk, 'r2')).toEqual({ taken: true });
  });

  test.each([
    ['its process is gone', JSON.stringify({ pid: gone, started: '1', run: 'r1' })],
    ['its number is another process’s now', JSON.stringify({ pid: process.pid, started: '1', run: 'r1' })],
    ['what it wrote is cut', '{"pid":'],
  ])('who was killed holds nothing: %s', (_name, text) => {
    const desk = openDesk(folder);
    writeFileSync(desk.lock, text);

    expect(takeDesk(desk, 'r2')).toEqual({ taken: true });
  });

  test('what a killed run had started is waited for', () => {
    const desk = openDesk(folder);
    takeDesk(desk, 'r1');
    noteChild(desk, 'r1', process.pid);
    expect(leftover(desk)).toMatchObject({ state: 'runs', child: process.pid });
    writeFileSync(desk.lock, JSON.stringify({ pid: gone, started: '1', run: 'r1', child: process.pid }));

    expect(takeDesk(desk, 'r2')).toMatchObject({ taken: false, by: { state: 'child-runs', child: process.pid } });
  });
});

test('the folder of a run is for its owner only, and goes with it; what a killed run left is swept away', () => {
  const run = makeRunFolder();
  expect(statSync(run.folder).mode & 0o777).toBe(0o700);
  expect(statSync(run.parcels).mode & 0o777).toBe(0o700);
  writeFileSync(join(run.parcels, 'secret'), 'x');
  const left = `${run.folder}-left`;
  mkdirSync(left);
  writeFileSync(join(left, 'pid'), String(gone));

  const next = makeRunFolder();

  expect(existsSync(left)).toBe(false);
  expect(existsSync(run.folder)).toBe(true);
  run.remove();
  next.remove();
  expect(existsSync(run.folder)).toBe(false);
});
