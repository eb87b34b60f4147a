import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../../run';
import type { RootCommand, RootFile } from './root';
import { printed } from './texts';

const path = '/run/cloud-init.py';

/** cloud-init's command line for many calls; needs `cloudInitFile`. */
export function cloudInit(
  calls: readonly (readonly string[])[],
  netplan: 'with-netplan' | 'without-netplan',
): RootCommand {
  const hidden = netplan === 'without-netplan' ? [netplan] : [];
  return { args: ['python3', path, ...hidden, ...calls.map((call) => JSON.stringify(call))] };
}

export const cloudInitFile: RootFile = { path, text: readFileSync(join(__dirname, 'cloud-init.py'), 'utf8') };

/** The outcome of each of the calls. */
export function answersOf(outcome: Outcome | undefined): readonly Outcome[] {
  if (outcome?.status !== 0) throw new Error(`cloud-init could not be asked. ${outcome?.stderr ?? ''}`);
  return JSON.parse(outcome.stdout) as readonly Outcome[];
}

/** Lines of `cloud-init schema` without those that only say good or bad. What is deprecated is a problem. */
export function schemaProblems(outcome: Outcome): readonly string[] {
  return printed(outcome)
    .filter((line) => !/^(?:Valid schema|Invalid (?:user-data|network-config)|Error: Invalid schema:) /.test(line))
    .map((line) => line.replace(/^(?:Error: )?Cloud config schema (?:errors|deprecations): /, ''));
}
