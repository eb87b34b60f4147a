import type { HostSecretSpec, Resource, ResourceId } from '../../assembly';
import { identityParts } from '../../assembly';
import type { Action } from '../model/action';
import type { Fragment } from './fragment';
import { entryName, giverOf, parcelFile, takersOf } from './parcels';
import type { Place } from './place';
import { named } from './resources';
import { filled } from './secrets';
import { word, words } from './words';

type HostSecret = Extract<Resource, { kind: 'host-secret' }>;
type Settle = Extract<Action, { kind: 'settle-secrets' }>;

/** What one host has all get; what none has is made, where there is a rule by which to make it. */
export function settleSecretsAction(place: Place, { secrets, from }: Settle): Fragment {
  const { assembly, plan, step } = place;
  const offered = step.takes.flatMap(({ name }) => {
    const host = giverOf(plan, name);
    return host !== undefined && from.includes(host) ? [host, parcelFile(name)] : [];
  });
  const parcels = parcelsOf(place);
  const byPath = new Map<string, readonly HostSecret[]>();
  for (const one of named(assembly, secrets, 'host-secret')) {
    byPath.set(one.spec.path, [...(byPath.get(one.spec.path) ?? []), one]);
  }
  return {
    parts: ['settling'],
    commands: [
      `prepare_parcels ${words(...parcels.map(({ file }) => file))}`,
      ...[...byPath].flatMap(([path, all]) => [
        `settle ${words(entryName(path), path, ...offered)}${making(all)}`,
        `hand ${words(entryName(path), ...filesFor(parcels, all))}`,
      ]),
    ],
  };
}

/** What people give, for each host that takes it. */
export function takeSecretsAction(place: Place, ids: readonly ResourceId[]): Fragment {
  const { assembly } = place;
  const parcels = parcelsOf(place);
  return {
    parts: ['settling'],
    commands: [
      `prepare_parcels ${words(...parcels.map(({ file }) => file))}`,
      "missing=''",
      ...named(assembly, ids, 'host-secret').flatMap(({ id, spec: { path, on } }) =>
        parcels
          .filter(({ secrets }) => secrets.has(id))
          .map(({ file, host }) => `take ${words(entryName(path), file, `${host}${path}`, `${on.pool}${path}`)}`),
      ),
      'complain_of_missing_files',
    ],
  };
}

interface SecretParcel {
  readonly file: string;
  readonly host: string;
  /** What the host installs that takes it. */
  readonly secrets: ReadonlySet<ResourceId>;
}

function parcelsOf({ plan, step }: Place): readonly SecretParcel[] {
  return step.gives.flatMap(({ name }) =>
    takersOf(plan, name, 'install-secrets').flatMap(({ step: { place }, action }) =>
      place.kind === 'host' ? [{ file: parcelFile(name), host: place.host, secrets: new Set(action.secrets) }] : [],
    ),
  );
}

function filesFor(parcels: readonly SecretParcel[], all: readonly HostSecret[]): readonly string[] {
  return parcels.filter(({ secrets }) => all.some(({ id }) => secrets.has(id))).map(({ file }) => file);
}

/** What is done where no host has it: without a rule it is left out, and whoever needs it says so. */
function making(all: readonly HostSecret[]): string {
  const template = all.map(({ spec }) => spec.template).find((one) => one !== undefined);
  if (!template || template.outputs) return ' || :';
  return ` || {\n${makingLines(all, template)
    .map((line) => `    ${line}\n`)
    .join('')}  }`;
}

function makingLines(all: readonly HostSecret[], template: NonNullable<HostSecretSpec['template']>): readonly string[] {
  const values = Object.entries(template.randomBytes);
  const variables = new Map(values.map(([name], index) => [name, `value_${String(index + 1)}`]));
  const [name = ''] = all.map(({ id }) => identityParts(id).name);
  return [
    ...values.flatMap(([key, bytes]) => [`random_value ${String(bytes)}`, `${variables.get(key) ?? ''}=$value`]),
    `value=$(${filled(template, variables)})`,
    'changed=yes',
    `say ${word(`  made ${name}`)}`,
  ];
}
