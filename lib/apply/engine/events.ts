import { isJsonObject, type Json } from '../../core';
import type { StepId } from '../../plan';
import { tryJson } from '../run/try-json';

/** What is heard from where steps are carried out. */
export type StepEvent =
  | { readonly kind: 'start'; readonly step: StepId; readonly host?: string }
  | {
      readonly kind: 'end';
      readonly step: StepId;
      readonly host?: string;
      readonly result: 'satisfied' | 'done' | 'failed';
      readonly seconds?: number;
      readonly message?: string;
    }
  /** Something failed that is no step, such as a host that cannot be reached. */
  | { readonly kind: 'trouble'; readonly host?: string; readonly message: string };

/** Reads one line of the callback plugin's; undefined where it is none of its lines, or says nothing of a step. */
export function parseEvent(line: string): StepEvent | undefined {
  if (!line.startsWith('{')) return undefined;
  const value = tryJson(line);
  if (!isJsonObject(value)) return undefined;
  const { event, seconds } = value;
  const [step, host, message] = [textOf(value['step']), textOf(value['host']), textOf(value['message'])];
  const where = host === undefined ? {} : { host };
  const more = { ...(typeof seconds === 'number' && { seconds }), ...(message !== undefined && { message }) };
  switch (event) {
    case 'start':
      return step === undefined ? undefined : { kind: 'start', step, ...where };
    case 'satisfied':
    case 'done':
      return step === undefined ? undefined : { kind: 'end', step, ...where, result: event, ...more };
    case 'failed':
    case 'unreachable':
      return step === undefined
        ? { kind: 'trouble', ...where, message: message ?? event }
        : { kind: 'end', step, ...where, result: 'failed', ...more };
    default:
      return undefined;
  }
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
