import { packagesUnit } from '../model/package';
import type { FileSpec } from '../model/file';
import type { UnitSpec } from '../model/unit';
import { dropInOf } from './unit-files';

/**
 * What a first boot runs when all files are there: modules before the settings that they bring, then units by their states.
 *
 * Nothing else is waited for than packages: a unit may wait for a secret that only comes later, and cloud-init itself is a unit of the boot.
 */
export function bootCommands(units: Iterable<UnitSpec>, files: readonly FileSpec[]): readonly string[][] {
  const folders = files.map(({ path }) => path).filter(makesFolders);
  const own = [...units].filter(({ name }) => dropInOf(name).file === undefined);
  const named = (state: UnitSpec['state']): string[] =>
    own.filter((unit) => unit.state === state).map(({ name }) => name);
  const enabled = own.filter(({ state }) => state === 'enabled');
  const commands: readonly (readonly [words: readonly string[], names: readonly string[] | undefined])[] = [
    [['systemctl', 'daemon-reload'], undefined],
    [['systemctl', 'restart', 'systemd-modules-load.service'], undefined],
    [['sysctl', '--system'], undefined],
    // The files of this boot have come after systemd had read those that were there.
    [['systemd-tmpfiles', '--create'], folders],
    [['systemctl', 'mask', '--now'], named('masked')],
    [['systemctl', 'disable', '--now'], named('disabled')],
    // What packages bring can be enabled only when it is there: this one is waited for.
    [['systemctl', 'start'], own.flatMap(({ name }) => (name === packagesUnit ? [name] : []))],
    [['systemctl', 'enable'], named('enabled')],
    // What is ours has not run yet; a second start would end the download that the first has begun.
    [['systemctl', 'start', '--no-block'], enabled.filter((unit) => unit.body).map(({ name }) => name)],
    // The system, or a package, has started the others already, before their last files came.
    [['systemctl', 'restart', '--no-block'], enabled.filter((unit) => !unit.body).map(({ name }) => name)],
    [['systemctl', 'try-reload-or-restart', '--no-block'], readersOf(files, own)],
  ];
  return commands.flatMap(([words, names]) =>
    names === undefined ? [[...words]] : names.length === 0 ? [] : [[...words, ...names]],
  );
}

/** Done by commands of their own, in their order. */
const done: ReadonlySet<string> = new Set(['systemd-modules-load.service', 'systemd-sysctl.service']);

/** Daemons of the system that run already and have not read what has come; none of those that are declared here. */
function readersOf(files: readonly FileSpec[], own: readonly UnitSpec[]): readonly string[] {
  const declared = new Set(own.map(({ name }) => name));
  const readers = files.flatMap(({ effect }) =>
    (effect.kind === 'reload' || effect.kind === 'restart') && !declared.has(effect.unit) ? [effect.unit] : [],
  );
  return [...new Set(readers)].filter((unit) => !done.has(unit)).sort();
}

/** Whether a file says which folders a host has. */
export function makesFolders(path: string): boolean {
  return path.startsWith('/etc/tmpfiles.d/');
}
