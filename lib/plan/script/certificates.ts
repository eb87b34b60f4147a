import { identityParts, type Resource, type ResourceId } from '../../assembly';
import { distinguishedName, namesText } from './certificate-names';
import type { Fragment } from './fragment';
import { markerWords } from './marker';
import { hostOf, type Place } from './place';
import { named } from './resources';
import { words } from './words';

type Certificate = Extract<Resource, { kind: 'certificate' }>;

const secondsOfDay = 86_400;

export function certificatesProbe(place: Place, ids: readonly ResourceId[]): Fragment {
  return certificateCommands(place, ids, (one) => [
    `fits ${words(...factsOf(place, one))}`,
    `is_kept ${words(...filesOf(one))}`,
  ]);
}

export function requestedProbe(place: Place, ids: readonly ResourceId[]): Fragment {
  return certificateCommands(place, ids, (one) => [`is_requested ${words(...factsOf(place, one))}`]);
}

/** Which authorities are believed here goes along with the requests: whoever signs must be one of them. */
export function requestCertificatesAction(place: Place, ids: readonly ResourceId[]): Fragment {
  const requests = certificateCommands(place, ids, (one) => [
    `request ${words(one.spec.name, distinguishedName(one.spec), ...factsOf(place, one))}`,
  ]);
  const trusted = [...trustedFiles(place, ids)].map(([path, name]) => `trusted ${words(name, path)}`);
  return { ...requests, commands: [...requests.commands, ...trusted] };
}

export function installCertificatesAction(place: Place, ids: readonly ResourceId[]): Fragment {
  const all = lastForPathUnits(place, named(place.assembly, ids, 'certificate'));
  return {
    parts: ['certificates'],
    commands: [
      ...[...trustedFiles(place, ids)].map(([path, name]) => `trust ${words(name, path)}`),
      ...all.map((one) => `stage ${words(one.spec.name, ...filesOf(one))}`),
      ...all.map((one) => `enter ${words(...filesOf(one))}${markerWords(one.id, one.spec.effect)}`),
      'complain_of_missing',
    ],
  };
}

function certificateCommands(
  { assembly }: Place,
  ids: readonly ResourceId[],
  commands: (certificate: Certificate) => readonly string[],
): Fragment {
  return { parts: ['certificates'], commands: named(assembly, ids, 'certificate').flatMap(commands) };
}

function filesOf({ spec: { files } }: Certificate): readonly string[] {
  return [files.certificate, files.key, files.user];
}

/** Files, the authority by which it is checked, the time that it must still be good for, and its names. */
function factsOf(place: Place, one: Certificate): readonly string[] {
  const seconds = String(one.spec.renewBeforeDays * secondsOfDay);
  return [...filesOf(one), authorityFile(place, one), seconds, namesText(one.spec)];
}

/** Where the certificate of the authority is that signs one; empty where its host has none. */
function authorityFile(place: Place, { spec: { authority } }: Certificate): string {
  const trusts = hostOf(place)
    .resourcesOf('certificate')
    .flatMap(({ spec }) => spec.files.trusts ?? []);
  return trusts.find((one) => one.authority === authority)?.path ?? '';
}

/** The files of authorities of Plinth's own that belong to some certificates: by path, the authority. */
function trustedFiles({ assembly }: Place, ids: readonly ResourceId[]): ReadonlyMap<string, string> {
  const trusts = named(assembly, ids, 'certificate').flatMap(({ spec }) => spec.files.trusts ?? []);
  const own = trusts.filter(({ authority }) =>
    Object.values(assembly.resources).some(
      (one) =>
        one.kind === 'certificate-authority' && one.spec.owner === 'plinth' && identityParts(one.id).name === authority,
    ),
  );
  return new Map(own.map(({ path, authority }) => [path, authority]));
}

/** What a path unit waits for comes last: whoever is started by it finds the others. */
function lastForPathUnits(place: Place, all: readonly Certificate[]): readonly Certificate[] {
  const waitedFor = new Set(
    hostOf(place)
      .resourcesOf('unit')
      .flatMap(({ spec }) => (spec.body ?? []).filter(({ name }) => name === 'Path'))
      .flatMap(({ settings }) => settings.map(([, value]) => value)),
  );
  const isWaitedFor = ({ spec: { files } }: Certificate): boolean => waitedFor.has(files.certificate);
  return [...all.filter((one) => !isWaitedFor(one)), ...all.filter(isWaitedFor)];
}
