import { resourcesOf } from '../../../assembly';
import { findingKind } from '../../../core';
import { poolOf } from '../../facts/layers';
import type { Rule } from '../../rule';

const routerIdDuplicate = findingKind({
  code: 'router-id-duplicate',
  severity: 'error',
  summary: 'two addresses that move between hosts have one router id',
  references: ['https://www.rfc-editor.org/rfc/rfc9568#section-5.2.3'],
  acknowledgeable: false,
});

/** Routers of one network tell each other's addresses apart by a number alone: the same one for two makes them fight. */
export const routerIds: Rule = {
  kinds: [routerIdDuplicate],
  check: ({ assembly, report, where }) => {
    const seen = new Map<string, { readonly id: string; readonly address: string }>();
    for (const { id, spec } of resourcesOf(assembly, 'virtual-address')) {
      const { routerId, address } = spec;
      const networks = new Set(spec.hosts.map(({ pool }) => poolOf(assembly, pool)?.spec.subnet ?? pool));
      const others = [...networks].flatMap((network) => seen.get(`${network} ${routerId}`) ?? []);
      const first = others.find((other) => other.address !== address);
      for (const network of networks) seen.set(`${network} ${routerId}`, { id, address });
      if (!first) continue;
      report(
        routerIdDuplicate,
        id,
        `${where(first.id)} (${first.address}) and ${where(id)} (${address}) both have the router id ${routerId}: their hosts would take the addresses from each other.`,
        `Give one of them another: VirtualIp.at('${address}', { routerId: ${routerId === 255 ? 1 : routerId + 1} }).`,
      );
    }
  },
};
