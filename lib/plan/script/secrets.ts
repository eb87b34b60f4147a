import { bodyText, type HostSecretSpec, type ResourceId } from '../../assembly';
import type { Action } from '../model/action';
import type { Fragment } from './fragment';
import { markerWords } from './marker';
import { entryName } from './parcels';
import type { Place } from './place';
import { named } from './resources';
import { templateParts } from './templates';
import { word, words } from './words';

type Install = Extract<Action, { kind: 'install-secrets' }>;

export function secretsProbe({ assembly }: Place, ids: readonly ResourceId[]): Fragment {
  const commands = named(assembly, ids, 'host-secret').map(
    ({ spec: { path, mode, user, group } }) => `secret_there ${words(entryName(path), path, mode, user, group)}`,
  );
  return { parts: ['secrets'], commands: commands.length > 0 ? commands : [':'] };
}

export function offerSecretsAction({ assembly }: Place, ids: readonly ResourceId[]): Fragment {
  const commands = named(assembly, ids, 'host-secret').map(
    ({ spec: { path } }) => `offer ${words(entryName(path), path)}`,
  );
  return { parts: ['secrets'], commands };
}

export function installSecretsAction({ assembly }: Place, { secrets, replace }: Install): Fragment {
  const policy = replace ? 'replace' : 'keep';
  return {
    parts: ['secrets'],
    commands: [
      ...named(assembly, secrets, 'host-secret').map(
        ({ id, spec: { path, mode, user, group, effect } }) =>
          `install_secret ${words(policy, entryName(path), path, mode, user, group)}${markerWords(id, effect)}`,
      ),
      'complain_of_missing',
    ],
  };
}

/** What commands on this host print, put into the template. */
export function issueSecretAction({ assembly }: Place, id: ResourceId): Fragment {
  const commands = named(assembly, [id], 'host-secret').flatMap(({ spec: { path, template } }) => {
    if (!template) return [];
    const outputs = Object.entries(template.outputs ?? {});
    const variables = new Map(outputs.map(([name], index) => [name, `value_${String(index + 1)}`]));
    return [
      ...outputs.flatMap(([name, { command }]) => [
        `output_of ${words(...command)}`,
        `${variables.get(name) ?? ''}=$value`,
      ]),
      `entry ${word(entryName(path))} "$(${filled(template, variables)})"`,
    ];
  });
  return { parts: ['secrets'], commands };
}

/**
 * A command that prints the file of a template in base64, with values from variables of the shell.
 *
 * @param variables - by the name that the template has for a value
 */
export function filled(
  { body }: NonNullable<HostSecretSpec['template']>,
  variables: ReadonlyMap<string, string>,
): string {
  const parts = templateParts(bodyText(body), /\$\{([^{}]+)\}/g, new Set(variables.keys()));
  const printed = parts.map((part) =>
    part.kind === 'text' ? word(part.text) : `"$${variables.get(part.name) ?? ''}"`,
  );
  return `printf %s ${printed.join('')} | base64 --wrap=0`;
}
