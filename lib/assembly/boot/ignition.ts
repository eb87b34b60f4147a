import type { Json, JsonObject } from '../../core';
import { bodyText, unitPath } from '../hosts';
import { unitText } from '../hosts/unit-text';
import type { FileSpec } from '../model/file';
import type { UserSpec } from '../model/host-settings';
import { encoded, type Packing } from './content';
import { together, type Standing } from './standing';
import { noLogin, sudoersFile } from './users';
import { unitFiles, type UnitFiles } from './unit-files';

/**
 * Ignition configurations of the hosts of a pool: one file, unit or user a line.
 *
 * Only what every specification from 3.0 on has is used, see
 * https://coreos.github.io/ignition/configuration-v3_3/.
 */
export function ignitionDocuments(spec: string, shared: Standing, packing: Packing): (own: Standing) => string {
  const files = new Map([...shared.files].map(([path, file]) => [path, fileText(file, packing)]));
  const sudoers = sudoersTexts(shared.users.values(), packing);
  const units = unitTexts(shared);
  const users = userTexts(shared.users.values());
  return (own) => {
    const ownFiles = new Map([...own.files].map(([path, file]) => [path, fileText(file, packing)]));
    const allFiles = together(together(sudoers, sudoersTexts(own.users.values(), packing)), together(files, ownFiles));
    const hasOwnUnits = own.units.size > 0;
    const allUnits = hasOwnUnits ? unitTexts({ ...shared, units: together(shared.units, own.units) }) : units;
    return [
      `{"ignition":{"version":${JSON.stringify(spec)}},`,
      `"passwd":{"users":${list(together(users, userTexts(own.users.values())).values())}},`,
      `"storage":{"files":${list([...allFiles.values(), ...allUnits.files])}},`,
      `"systemd":{"units":${list(allUnits.units)}}}`,
      '',
    ].join('\n');
  };
}

function list(lines: Iterable<string>): string {
  const all = [...lines];
  return all.length === 0 ? '[]' : `[\n${all.join(',\n')}]`;
}

function fileText({ path, mode, user, group, body }: FileSpec, packing: Packing): string {
  return storedText(path, bodyText(body), { mode, user, group, packing });
}

interface Stored {
  readonly mode: string;
  readonly user: string;
  readonly group: string;
  readonly packing: Packing;
}

function storedText(path: string, content: string, { mode, user, group, packing }: Stored): string {
  const { text, isBase64, isPacked } = encoded(content, encodeURIComponent(content), packing);
  return JSON.stringify({
    path,
    overwrite: true,
    mode: Number.parseInt(mode, 8),
    ...(user !== 'root' && { user: { name: user } }),
    ...(group !== 'root' && { group: { name: group } }),
    contents: { source: `data:${isBase64 ? ';base64' : ''},${text}`, ...(isPacked && { compression: 'gzip' }) },
  });
}

/** Ignition knows no sudo. */
function sudoersTexts(users: Iterable<UserSpec>, packing: Packing): ReadonlyMap<string, string> {
  return new Map(
    [...users].flatMap((user) => {
      const file = sudoersFile(user);
      if (!file) return [];
      const text = storedText(file.path, file.content, { mode: '0440', user: 'root', group: 'root', packing });
      return [[file.path, text] as const];
    }),
  );
}

function userTexts(users: Iterable<UserSpec>): ReadonlyMap<string, string> {
  return new Map(
    [...users].map(({ name, system, groups, keys }) => [
      name,
      JSON.stringify({
        name,
        ...(groups.length > 0 && { groups }),
        ...(keys.length > 0 && { sshAuthorizedKeys: keys }),
        ...(system && { system, noCreateHome: true, shell: noLogin }),
      }),
    ]),
  );
}

/** Drop-ins for all units of a type have no unit that Ignition would take: they are files. */
function unitTexts({ units }: Standing): { readonly units: readonly string[]; readonly files: readonly string[] } {
  const all = unitFiles(units.values());
  const ofTypes = all.filter(({ name }) => !name.includes('.'));
  return {
    units: all.filter((each) => !ofTypes.includes(each)).map((each) => JSON.stringify(unitJson(each))),
    files: ofTypes.flatMap(({ dropIns }) =>
      dropIns.map(({ spec: { name, body = [] } }) =>
        storedText(unitPath(name), unitText(body), { mode: '0644', user: 'root', group: 'root', packing: 'plain' }),
      ),
    ),
  };
}

function unitJson({ name, unit, dropIns }: UnitFiles): JsonObject {
  const isMasked = unit?.state === 'masked';
  const enabled = unit?.state === 'enabled' ? true : unit?.state === 'disabled' ? false : undefined;
  return {
    name,
    ...(isMasked && { mask: true }),
    ...(enabled !== undefined && { enabled }),
    ...(unit?.body && !isMasked && { contents: unitText(unit.body) }),
    ...(dropIns.length > 0 && {
      dropins: dropIns.map(({ file, spec }): Json => ({ name: file, contents: unitText(spec.body ?? []) })),
    }),
  };
}
