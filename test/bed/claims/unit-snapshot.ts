import { hostViews, resourcesOf, type Assembly, type HostView } from '../../../lib/assembly';
import type { BedAccess } from './access';
import { onHost } from './ask';
import type { Snapshot } from './snapshot';

/** `InvocationID` is another for every start; the time of the last change of state moves with a reload too. */
const properties = [
  'Id',
  'ActiveState',
  'ActiveEnterTimestampMonotonic',
  'StateChangeTimestampMonotonic',
  'InvocationID',
  'NeedDaemonReload',
];

/** The units of a host that Plinth answers for, and when they last started or were reloaded. */
export async function unitSnapshot(bed: BedAccess, host: string): Promise<Snapshot> {
  const view = hostViews(bed.assembly).find(({ name }) => name === host);
  if (!view) throw new Error(`The environment has no host "${host}".`);
  const words = ['systemctl', 'show', `--property=${properties.join(',')}`, '--', ...ownUnits(bed.assembly, view)];
  return Object.fromEntries(
    readUnits(await onHost(bed, host, words)).map(({ Id, ...rest }) => [`${host} unit ${Id ?? ''}`, rest]),
  );
}

/** Reads `systemctl show` of several units: blocks of `Name=value` with an empty line between them. */
export function readUnits(text: string): readonly Readonly<Record<string, string>>[] {
  return text
    .split('\n\n')
    .map((block) => block.split('\n').filter((line) => line.includes('=')))
    .filter((lines) => lines.length > 0)
    .map((lines) =>
      Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])),
    );
}

/**
 * Units that Plinth brings to a host, or starts there for a component.
 *
 * Not what a timer of ours starts, nor the timer itself: both change their state when the hour comes, whoever looks.
 */
export function ownUnits(assembly: Assembly, view: HostView): readonly string[] {
  const brought = view.resourcesOf('unit').map(({ spec }) => spec.name.replace(/\.d\/.*$/, ''));
  const started = resourcesOf(assembly, 'component').flatMap(({ spec }) => {
    const isHere = (spec.hosts?.on ?? []).some(
      ({ pool, host }) => pool === view.host.spec.pool && (host === undefined || host === view.name),
    );
    if (!isHere || !spec.hosts) return [];
    const { install, reconfigure } = spec.hosts.procedures;
    return [...install, ...reconfigure].flatMap((action) => ('unit' in action ? [action.unit] : []));
  });
  const all = [...new Set([...brought, ...started])].sort();
  const timed = new Set(
    all.flatMap((name) => (name.endsWith('.timer') ? [name, name.replace(/timer$/, 'service')] : [])),
  );
  return all.filter((name) => !timed.has(name));
}
