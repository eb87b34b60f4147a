import { finding, PlinthError } from '../../core';
import { diskFull } from '../findings';

const full = ['ENOSPC', 'EDQUOT'];

/** What went wrong while a run wrote to its desk, with the place where it is full: the kernel tells neither that nor what to do. */
export function deskProblem(error: unknown, environment: string, folder: string): unknown {
  if (!(error instanceof Error) || !full.includes(String(Reflect.get(error, 'code')))) return error;
  return new PlinthError([
    finding(diskFull, {
      path: environment,
      detail: `This machine cannot write to ${folder}: ${error.message}`,
      fix: 'Make room there, and apply again: what was done stays done.',
    }),
  ]);
}
