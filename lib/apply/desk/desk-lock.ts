import { readFileSync, rmSync } from 'node:fs';
import { codeOf, isJsonObject, type Json } from '../../core';
import { tryJson } from '../run/try-json';
import type { Desk } from './desk';
import { isAlive } from './run-folder';
import { createWhole, removeIfSame, replaceWhole } from './whole-file';

/** A process that is no other one: the kernel uses numbers again. */
interface Process {
  readonly pid: number;
  /** When it was started, in the words of the kernel. */
  readonly started: string;
}

/** Who applies from a desk. */
interface DeskHolder extends Process {
  readonly run: string;
  /** The process that carries out steps for it. */
  readonly child?: Process;
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
  const own = JSON.stringify({ ...known(process.pid), run } satisfies DeskHolder);
  for (let tries = 0; tries < 3; tries++) {
    if (createWhole(desk.lock, own)) return { taken: true };
    const text = textOf(desk.lock);
    const by = judged(text);
    if (by && by.state !== 'gone') return { taken: false, by };
    if (text !== undefined) removeIfSame(desk.lock, text);
  }
  return { taken: false, by: { pid: 0, started: '', run: '', state: 'runs' } };
}

/** Notes who carries out steps, so that the next run can wait for it if this one is killed. */
export function noteChild(desk: Desk, run: string, child: number): void {
  const holder = { ...known(process.pid), run, child: known(child) } satisfies DeskHolder;
  replaceWhole(desk.lock, JSON.stringify(holder));
}

export function leaveDesk(desk: Desk): void {
  rmSync(desk.lock, { force: true });
}

/** Who holds the desk. */
export function leftover(desk: Desk): Leftover | undefined {
  return judged(textOf(desk.lock));
}

/** A lock always comes whole: one that cannot be read was cut by a lost power, and whoever held it is gone. */
function judged(text: string | undefined): Leftover | undefined {
  const holder = parsed(text ?? '');
  if (!holder) return undefined;
  const { child } = holder;
  if (isStill(holder)) return { ...holder, state: 'runs' };
  return { ...holder, state: child && isStill(child) ? 'child-runs' : 'gone' };
}

function parsed(text: string): DeskHolder | undefined {
  const value = tryJson(text);
  const own = processIn(value);
  const run = isJsonObject(value) ? value['run'] : undefined;
  if (!own || typeof run !== 'string') return undefined;
  const child = processIn(isJsonObject(value) ? value['child'] : undefined);
  return { ...own, run, ...(child && { child }) };
}

function processIn(value: Json | undefined): Process | undefined {
  if (!isJsonObject(value)) return undefined;
  const { pid, started } = value;
  return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function isStill({ pid, started }: Process): boolean {
  return isAlive(pid) && startOf(pid) === started;
}

function known(pid: number): Process {
  return { pid, started: startOf(pid) };
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
