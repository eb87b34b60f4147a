import { shellWord } from '../run/shell-word';
import { stateFolder } from '../observe/observe-script';
import type { Holder } from './holder';

const place = `${stateFolder}/lock`;

/**
 * Takes the lock on one host: prints `taken`, or who holds it, in base64.
 *
 * The name of the holder comes with the lock in one move, a hard link, and is on the disk before: nobody ever sees a lock without
 * its holder, however soon the run is killed or the host loses its power. The desk that holds it already takes it over.
 */
export function takeScript(holder: Holder): string {
  return [
    'set -eu',
    `mkdir -p ${place}`,
    `new=${stateFolder}/lock-${shellWord(holder.run)}.$$`,
    `trap 'rm -f "$new"' EXIT`,
    `printf '%s\\n' ${shellWord(JSON.stringify(holder))} > "$new"`,
    'sync "$new" 2> /dev/null || sync',
    `if ln "$new" ${place}/holder 2> /dev/null; then echo taken; exit 0; fi`,
    `[ -f ${place}/holder ] || { ln "$new" ${place}/holder; echo taken; exit 0; }`,
    `if grep -qF ${shellWord(`"desk":"${holder.desk}"`)} ${place}/holder; then mv -f "$new" ${place}/holder; echo taken; exit 0; fi`,
    `printf 'held\\t%s\\n' "$(base64 < ${place}/holder | tr -d '\\n')"`,
    '',
  ].join('\n');
}

/** Gives the lock back where this run has it; whoever took it since keeps it. */
export function releaseScript(run: string): string {
  return [
    `if grep -qF ${shellWord(`"run":"${run}"`)} ${place}/holder 2> /dev/null; then rm -f ${place}/holder; fi`,
    `rmdir ${place} 2> /dev/null || :`,
    '',
  ].join('\n');
}

/** Removes a lock that holds exactly this, in base64, whatever it is. */
export function removeScript(content: string): string {
  return [
    'set -eu',
    `if [ -f ${place}/holder ] && [ "$(base64 < ${place}/holder | tr -d '\\n')" = ${shellWord(content)} ]; then rm -f ${place}/holder; fi`,
    `rmdir ${place} 2> /dev/null || :`,
    '',
  ].join('\n');
}

/** What `takeScript` printed: undefined where the lock was taken, else who holds it. */
export function takenBy(output: string): string | undefined {
  const last = output.trim().split('\n').at(-1) ?? '';
  if (last === 'taken') return undefined;
  const [, base64 = ''] = last.split('\t');
  return Buffer.from(base64, 'base64').toString('utf8');
}
