import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LabBed } from '../lab/lab-bed';

/** Keeps a service busy from the control node until the returned function is called. */
export function load(lab: LabBed, url: string, host: string): () => Promise<void> {
  const command = lab.bed.inControl([process.execPath, join(__dirname, 'keep-asking.js'), url, host, '8']);
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'close');
  return async () => {
    child.kill('SIGTERM');
    await ended;
  };
}
