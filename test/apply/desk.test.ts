import fs, {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
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
  jest.restoreAllMocks();
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
    expect(leftover(desk)).toMatchObject({ state: 'runs', child: { pid: process.pid } });
    const { child } = leftover(desk) ?? {};
    writeFileSync(desk.lock, JSON.stringify({ pid: gone, started: '1', run: 'r1', child }));

    expect(takeDesk(desk, 'r2')).toMatchObject({ taken: false, by: { state: 'child-runs', child } });
  });

  test.each([[1], [{ pid: 1, started: 'before the machine was started anew' }]])(
    'and another process that has its number now is not: %j',
    (child) => {
      const desk = openDesk(folder);
      writeFileSync(desk.lock, JSON.stringify({ pid: gone, started: '1', run: 'r1', child }));

      expect(leftover(desk)).toMatchObject({ state: 'gone' });
      expect(takeDesk(desk, 'r2')).toEqual({ taken: true });
    },
  );

  test('its lock is never seen empty: it takes its name with its content', () => {
    const desk = openDesk(folder);
    const seen: unknown[] = [];
    const write = fs.writeFileSync;
    jest.spyOn(fs, 'writeFileSync').mockImplementation((file, text, options) => {
      write(file, '', options);
      // Here the disk is full, or the next one looks.
      seen.push(leftover(desk)?.run);
      rmSync(file as string);
      write(file, text, options);
    });

    takeDesk(desk, 'r1');
    noteChild(desk, 'r1', process.pid);

    expect(seen).toEqual([undefined, 'r1']);
    expect(leftover(desk)).toMatchObject({ run: 'r1', child: { pid: process.pid } });
    expect(readdirSync(folder).filter((name) => name.startsWith('lock'))).toEqual(['lock.json']);
  });

  test('it stays whole where its child cannot be noted any more', () => {
    const desk = openDesk(folder);
    takeDesk(desk, 'r1');
    const opened = openSync(desk.lock, 'r');
    const write = fs.writeFileSync;
    jest.spyOn(fs, 'writeFileSync').mockImplementation((file, _text, options) => {
      write(file, '', options);
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    });

    expect(() => {
      noteChild(desk, 'r1', process.pid);
    }).toThrow('no space left');

    expect(leftover(desk)).toMatchObject({ state: 'runs', run: 'r1' });
    expect(readFileSync(opened, 'utf8')).toBe(readFileSync(desk.lock, 'utf8'));
    expect(readdirSync(folder).filter((name) => name.startsWith('lock'))).toEqual(['lock.json']);
    closeSync(opened);
  });

  test('of two that find the lock of a killed run one gets it', () => {
    const desk = openDesk(folder);
    writeFileSync(desk.lock, JSON.stringify({ pid: gone, started: '1', run: 'r1' }));
    const rename = fs.renameSync;
    let first: unknown;
    jest.spyOn(fs, 'renameSync').mockImplementationOnce((from, to) => {
      // Both have read it; the other one is quicker.
      first = takeDesk(desk, 'r2');
      rename(from, to);
    });

    const second = takeDesk(desk, 'r3');

    expect(first).toEqual({ taken: true });
    expect(second).toMatchObject({ taken: false, by: { run: 'r2', state: 'runs' } });
    expect(leftover(desk)).toMatchObject({ run: 'r2' });
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
