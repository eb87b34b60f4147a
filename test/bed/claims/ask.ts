import { join } from 'node:path';
import type { Json } from '../../../lib/core';
import type { BedAccess, Outcome } from './access';

/** What a command printed on a host. @throws with what it said where it failed */
export async function onHost(
  bed: BedAccess,
  host: string,
  command: readonly string[],
  input?: string,
): Promise<string> {
  return printed(`on "${host}"`, command, await bed.on(host, command, input));
}

/** What kubectl printed. @throws with what it said where it failed */
export async function kubectl(bed: BedAccess, words: readonly string[], input?: string): Promise<string> {
  const command = ['kubectl', ...words];
  return printed('on the control node', command, await bed.control(command, input));
}

/** What kubectl gets, as JSON. @throws where it fails */
export async function kubectlGet(bed: BedAccess, words: readonly string[], input?: string): Promise<Json> {
  return jsonOf(await kubectl(bed, ['get', ...words, '--output=json'], input));
}

/** @throws where the text is no JSON */
export function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new Error(`An answer is no JSON: ${JSON.stringify(text.slice(0, 200))}.`, { cause: error });
  }
}

/** @throws with what a command said where it failed */
export function printed(where: string, command: readonly string[], { code, stdout, stderr }: Outcome): string {
  if (code === 0) return stdout;
  const said = [stderr.trim(), stdout.trim()].find((text) => text !== '') ?? 'it said nothing';
  throw new Error(`The command "${command.join(' ')}" ${where} ended with ${String(code)}: ${said}`);
}

export type Probe = 'connect' | 'listen' | 'request' | 'resolve' | 'send';

/** The words that start one of the small programs beside this file. */
export function probe(name: Probe, ...words: readonly string[]): readonly string[] {
  return [process.execPath, join(__dirname, 'probes', `${name}.js`), ...words];
}
