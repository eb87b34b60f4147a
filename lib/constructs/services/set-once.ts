import type { IConstruct } from 'constructs';
import { report } from '../../core';
import { consumeEnv, consumeFiles, type Env, type Files } from '../kubernetes';
import { envSetTwice } from './findings';

/**
 * The variables with those that are added. Each may be given once: a second value would leave the edge of the first one, and
 * the way through the network that follows from it.
 */
export function withEnv(component: IConstruct, before: Env, added: Env): Env {
  const env = firstOnly(component, { what: 'environment variable', by: 'addEnv' }, before, added);
  consumeEnv(component, env);
  return { ...before, ...env };
}

/** The files with those that are added, each of them once. */
export function withFiles(component: IConstruct, before: Files, added: Files): Files {
  const files = firstOnly(component, { what: 'file', by: 'addFile' }, before, added);
  consumeFiles(component, files);
  return { ...before, ...files };
}

function firstOnly<T>(
  component: IConstruct,
  { what, by }: { readonly what: string; readonly by: string },
  before: Readonly<Record<string, T | undefined>>,
  added: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  const isSet = (key: string): boolean => Object.hasOwn(before, key) && before[key] !== undefined;
  for (const [key, value] of Object.entries(added)) {
    if (!isSet(key) || value === undefined) continue;
    const detail = `The ${what} "${key}" is given twice: the first value would be lost, and its edge and its secret would stay.`;
    report(component, envSetTwice, detail, `Give "${key}" once: with the component or by ${by}, not both.`);
  }
  return Object.fromEntries(Object.entries(added).filter(([key]) => !isSet(key)));
}
