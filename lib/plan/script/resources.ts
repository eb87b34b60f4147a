import type { Assembly, Effect, Resource, ResourceId, ResourceKind } from '../../assembly';

/**
 * The resources that an action or a probe names.
 *
 * @throws Error where the assembly has none of that name and kind: then the plan is another assembly's
 */
export function named<K extends ResourceKind>(
  assembly: Assembly,
  ids: readonly ResourceId[],
  ...kinds: readonly K[]
): readonly Extract<Resource, { kind: K }>[] {
  return ids.map((id) => {
    const resource = assembly.resources[id];
    const isOne = (one: Resource | undefined): one is Extract<Resource, { kind: K }> =>
      one !== undefined && (kinds as readonly ResourceKind[]).includes(one.kind);
    if (!isOne(resource)) throw new Error(`The plan names ${id} as ${kinds.join(' or ')}, and the assembly has none.`);
    return resource;
  });
}

/** The words by which an effect is noted on a host; none where nothing is to be noted. */
export function effectWords(effect: Effect): readonly string[] {
  switch (effect.kind) {
    case 'reload':
    case 'restart':
      return [effect.kind, effect.unit];
    case 'run':
      return ['run', ...effect.command];
    case 'reboot':
      return ['reboot'];
    case 'none':
    case 'replace-host':
      return [];
  }
}
