import type { Effect, ResourceId } from '../../assembly';
import type { Fragment } from './fragment';
import { markerName } from './marker';
import type { Place } from './place';
import { named } from './resources';
import { word, words } from './words';

/** Brings into effect what was changed: commands first, which may bring what units run, then each unit once. */
export function effectsAction(place: Place, ids: readonly ResourceId[]): Fragment {
  const all = effective(place, ids);
  const runs = grouped(all, (effect) => (effect.kind === 'run' ? words(...effect.command) : undefined));
  const onUnits = grouped(all, (effect) => ('unit' in effect ? word(effect.unit) : undefined));
  const reboots = grouped(all, (effect) => (effect.kind === 'reboot' ? 'reboot' : undefined));
  return {
    parts: ['effects'],
    commands: [
      ...[...runs].map(([command, markers]) => `effect_run ${word(markers.join(' '))} ${command}`),
      ...[...onUnits].map(([unit, markers]) => `effect_on ${unit} ${words(...markers)}`),
      ...[...reboots.values()].map((markers) => `effect_reboot ${words(...markers)}`),
    ],
  };
}

export function inEffectProbe(place: Place, ids: readonly ResourceId[]): Fragment {
  const markers = effective(place, ids).map(({ marker }) => marker);
  return { parts: ['effects'], commands: [markers.length === 0 ? ':' : `in_effect ${words(...markers)}`] };
}

interface Effective {
  readonly marker: string;
  readonly effect: Effect;
}

function effective({ assembly }: Place, ids: readonly ResourceId[]): readonly Effective[] {
  return named(assembly, ids, 'file', 'unit', 'host-secret', 'certificate')
    .map(({ id, spec: { effect } }) => ({ marker: markerName(id), effect }))
    .filter(({ effect: { kind } }) => kind !== 'none' && kind !== 'replace-host');
}

/** Markers by what is to be done for them, in the order of the first of each. */
function grouped(
  all: readonly Effective[],
  keyOf: (effect: Effect) => string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { marker, effect } of all) {
    const key = keyOf(effect);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), marker]);
  }
  return groups;
}
