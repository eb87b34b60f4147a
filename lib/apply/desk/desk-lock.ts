import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isJsonObject, type Json } from '../../core';
import { isAlive } from './run-folder';
import type { Desk } from './desk';

/** Who applies from a desk. */
interface DeskHolder {
  readonly pid: number;
  /** When the process was started, in the words of the kernel: a number that is used again is another process. */
  readonly started: string;
  readonly run: string;
  /** The process that carries out steps for it. */
  readonly child?: number;
}

/** The run that still goes on from this desk, or the one that was killed; undefined where none was left behind. */
export interface Leftover extends DeskHolder {
  readonly state: 'runs' | 'child-runs' | 'gone';
}

/** Takes the desk for a run. Of two that come at once one gets it. */
export function takeDesk(
  desk: Desk,
  run: string,
): { readonly taken: true } | { readonly taken: false; readonly by: Leftover } {
  const text = JSON.stringify({ pid: process.pid, started: startOf(process.pid), run } satisfies DeskHolder);
  for (let tries = 0; tries < 3; tries++) {
    try {
      writeFileSync(desk.lock, text, { flag: 'wx', mode: 0o600 });
      return { taken: true };
    } catch (error) {
      if (Reflect.get(error as object, 'code') !== 'EEXIST') throw error;
    }
    const by = leftover(desk);
    if (by && by.state !== 'gone') return { taken: false, by };
    rmSync(desk.lock, { force: true });
  }
  return { taken: false, by: { pid: 0, started: '', run: '', state: 'runs' } };
}

/** Notes who carries out steps, so that the next run can wait for it if this one is killed. */
export function noteChild(desk: Desk, run: string, child: number): void {
  const holder = { pid: process.pid, started: startOf(process.pid), run, child } satisfies DeskHolder;
  writeFileSync(desk.lock, JSON.stringify(holder), { mode: 0o600 });
}

export function leaveDesk(desk: Desk): void {
  rmSync(desk.lock, { force: true });
}

/** Who holds the desk. */
export function leftover(desk: Desk): Leftover | undefined {
  const holder = read(desk.lock);
  if (!holder) return undefined;
  const { pid, started, child } = holder;
  if (isAlive(pid) && startOf(pid) === started) return { ...holder, state: 'runs' };
  return { ...holder, state: child !== undefined && isAlive(child) ? 'child-runs' : 'gone' };
}

function read(file: string): DeskHolder | undefined {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as Json;
    if (!isJsonObject(value)) return undefined;
    const { pid, started, run, child } = value;
    if (typeof pid !== 'number' || typeof started !== 'string' || typeof run !== 'string') return undefined;
    return { pid, started, run, ...(typeof child === 'number' && { child }) };
  } catch {
    // Cut by a lost power: whoever held it is gone.
    return undefined;
  }
}

/** The 22nd field of the kernel's line about a process; '' where there is no such file. */
function startOf(pid: number): string {
  try {
    const line = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
