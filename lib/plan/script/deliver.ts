import { sha256 } from '../../core';
import { bodyText, unitPath, type Effect, type ResourceId } from '../../assembly';
import type { Fragment } from './fragment';
import { markerWords } from './marker';
import type { Place } from './place';
import { named } from './resources';
import { variable, withInput, word, words } from './words';

/** A file as it is to stand on its host. */
interface Target {
  readonly id: ResourceId;
  readonly path: string;
  readonly mode: string;
  readonly user: string;
  readonly group: string;
  readonly text: string;
  readonly effect: Effect;
}

type Delivered = ReturnType<typeof deliveredOf>;

/** Whether the host has all that it is to have. */
export function deliveredProbe(place: Place, ids: readonly ResourceId[]): Fragment {
  return { parts: ['deliver'], data: dataOf(deliveredOf(place, ids)), commands: ['delivered'] };
}

/** Users, then files, then units: what a file belongs to is there before it. */
export function deliverAction(place: Place, ids: readonly ResourceId[]): Fragment {
  const all = deliveredOf(place, ids);
  return {
    parts: ['deliver'],
    data: dataOf(all),
    commands: [
      'survey',
      'refuse_other_machine',
      'deliver_users',
      ...all.files.filter(({ effect }) => effect.kind !== 'replace-host').map(putCommand),
      'set_modes',
      ...all.plainUnits.flatMap(({ id, name, effect }) => {
        const marker = markerWords(id, effect);
        return marker === '' ? [] : [`! is_lacking ${word(`unit ${name}`)} || mark${marker}`];
      }),
      'deliver_units',
    ],
  };
}

function putCommand({ id, path, mode, user, group, text, effect }: Target): string {
  const end = text === '' || text.endsWith('\n') ? 'newline' : 'none';
  return withInput(`put ${words(path, mode, user, group, end)}${markerWords(id, effect)}`, text);
}

function deliveredOf({ assembly }: Place, ids: readonly ResourceId[]) {
  const resources = named(assembly, ids, 'user', 'file', 'unit');
  const users = resources.flatMap((one) => (one.kind === 'user' ? [one.spec] : []));
  const units = resources.flatMap((one) => (one.kind === 'unit' ? [{ id: one.id, ...one.spec }] : []));
  const files: readonly Target[] = [
    ...resources.flatMap((one) =>
      one.kind === 'file' ? [{ ...one.spec, id: one.id, text: bodyText(one.spec.body) }] : [],
    ),
    // In the place of a masked one stands a link to nowhere.
    ...units.flatMap(({ id, name, body, state, effect }) =>
      body && state !== 'masked'
        ? [{ ...{ id, effect }, ...rootFile, path: unitPath(name), text: bodyText({ format: 'unit', value: body }) }]
        : [],
    ),
  ];
  // The state of a drop-in says nothing: it is its unit's.
  const stated = units.filter(({ name }) => !name.includes('/'));
  const plainUnits = units.filter(({ body, state }) => body === undefined || state === 'masked');
  return { users, files, stated, plainUnits };
}

const rootFile = { mode: '0644', user: 'root', group: 'root' } as const;

const sudoRule = 'ALL=(ALL) NOPASSWD:ALL';

function dataOf({ users, files, stated }: Delivered): readonly string[] {
  return [
    variable('sudo_rule', [sudoRule]),
    variable(
      'users',
      users.map(({ name, system, sudo, groups }) =>
        [name, system ? 'system' : 'person', sudo ? 'sudo' : '-', groups.length > 0 ? groups.join(',') : '-'].join(' '),
      ),
    ),
    variable(
      'keys',
      users.flatMap(({ name, keys }) => keys.map((key) => `${name} ${key}`)),
    ),
    variable(
      'files',
      files.map(({ path, mode, user, group, text }) => [sha256(text), mode, user, group, path].join(' ')),
    ),
    variable(
      'first_boot',
      files.filter(({ effect }) => effect.kind === 'replace-host').map(({ path }) => path),
    ),
    variable(
      'units',
      stated.map(({ name, state, body }) => [state, body ? 'own' : 'system', name].join(' ')),
    ),
  ];
}
