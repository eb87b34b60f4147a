import type { JsonObject } from '../../core';
import { bodyText, unitPath } from '../hosts';
import { unitText } from '../hosts/unit-text';
import type { OperatingSystemFacts } from '../model/host-pool';
import type { FileSpec } from '../model/file';
import type { UserSpec } from '../model/host-settings';
import type { UnitSpec } from '../model/unit';
import { toYaml } from '../yaml';
import { bootCommands, makesFolders } from './boot-commands';
import { encoded, type Packing } from './content';
import { together, type Standing } from './standing';
import { noLogin, sudoRule } from './users';

/**
 * Cloud configurations of the hosts of a pool.
 *
 * https://cloudinit.readthedocs.io/en/latest/reference/modules.html
 */
export function cloudConfigs(
  system: OperatingSystemFacts,
  shared: Standing,
  packing: Packing,
): (hostname: string, own: Standing) => string {
  const files = fileTexts(shared, packing);
  const users = userTexts(shared.users.values());
  const rest = restText(system, shared);
  return (hostname, own) => {
    const isShared = own.units.size === 0 && own.users.size === 0 && ![...own.files.keys()].some(makesFolders);
    const all: Standing = {
      files: together(shared.files, own.files),
      units: together(shared.units, own.units),
      users: together(shared.users, own.users),
    };
    return [
      '#cloud-config\n',
      toYaml({ hostname }),
      isShared ? rest : restText(system, all),
      listText('users', together(users, userTexts(own.users.values()))),
      listText('write_files', together(files, fileTexts(own, packing))),
    ].join('');
  };
}

/** A list whose items are text already. */
function listText(key: string, items: ReadonlyMap<string, string>): string {
  return items.size === 0 ? `${key}: []\n` : `${key}:\n${[...items.values()].join('')}`;
}

/** Everything but files and users: settings that keep cloud-init from doing what nobody asked for, and commands. */
function restText(system: OperatingSystemFacts, { files, units, users }: Standing): string {
  return toYaml({
    // An image without the package of locales fails to make one.
    locale: false,
    manage_etc_hosts: false,
    ssh_pwauth: false,
    disable_root: (users.get('root')?.keys.length ?? 0) === 0,
    // Otherwise the sources are written anew from a template, over those that are files of the host.
    ...(system.packages === 'apt' && { apt: { preserve_sources_list: true } }),
    // A unit of ours brings packages, and asks nobody where the image has them all.
    package_update: false,
    runcmd: bootCommands(units.values(), [...files.values()]),
  });
}

function userTexts(users: Iterable<UserSpec>): ReadonlyMap<string, string> {
  return new Map([...users].map((user) => [user.name, toYaml([userJson(user)])]));
}

function userJson({ name, system, sudo, groups, keys }: UserSpec): JsonObject {
  return {
    name,
    ...(system ? { system, no_create_home: true, shell: noLogin } : { shell: '/bin/bash' }),
    lock_passwd: true,
    ...(groups.length > 0 && { groups }),
    ...(sudo && { sudo: sudoRule }),
    ...(keys.length > 0 && { ssh_authorized_keys: keys }),
  };
}

/** Files and units by path. */
function fileTexts({ files, units }: Standing, packing: Packing): ReadonlyMap<string, string> {
  const all = [
    ...[...files.values()].map((file) => [file.path, fileJson(file, packing)] as const),
    ...[...units.values()].flatMap((unit) => unitEntry(unit, packing)),
  ];
  return new Map(all.map(([path, json]) => [path, toYaml([json])]));
}

/** What is masked can have no file of its own: in its place stands a link to nowhere. */
function unitEntry({ name, body, state }: UnitSpec, packing: Packing): readonly (readonly [string, JsonObject])[] {
  if (!body || state === 'masked') return [];
  const path = unitPath(name);
  return [[path, written(path, unitText(body), '0644', packing)]];
}

function fileJson({ path, mode, user, group, body }: FileSpec, packing: Packing): JsonObject {
  // Files are written before there are users and packages, and these bring users of their own.
  const others = user === 'root' && group === 'root' ? undefined : { owner: `${user}:${group}`, defer: true };
  return written(path, bodyText(body), mode, packing, others);
}

function written(path: string, text: string, permissions: string, packing: Packing, rest: JsonObject = {}): JsonObject {
  const { text: content, isBase64, isPacked } = encoded(text, readable.test(text) ? text : undefined, packing);
  return { path, permissions, ...rest, ...(isBase64 && { encoding: isPacked ? 'gz+b64' : 'b64' }), content };
}

/** What every reader of YAML takes as it stands, and a person can read. */
const readable = /^[\t\n\x20-\x7e\u00a1-\ud7ff\ue000-\ufefe\uff01-\ufffd]*$/;
