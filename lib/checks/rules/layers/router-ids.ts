import { resourcesOf } from '../../../assembly';
import { findingKind } from '../../../core';
import type { Rule } from '../../rule';

const routerIdDuplicate = findingKind({
  code: 'router-id-duplicate',
  severity: 'error',
  summary: 'two addresses that move between hosts have one router id',
  references: ['https://www.rfc-editor.org/rfc/rfc9568#section-5.2.3'],
  acknowledgeable: false,
});

/** Routers tell each other's addresses apart by a number alone: the same one for two addresses makes them fight. */
export const routerIds: Rule = {
  kinds: [routerIdDuplicate],
  check: ({ assembly, report, where }) => {
    const seen = new Map<number, { readonly id: string; readonly address: string }>();
    for (const { id, spec } of resourcesOf(assembly, 'virtual-address')) {
      const { routerId, address } = spec;
      const first = seen.get(routerId);
      if (!first) seen.set(routerId, { id, address });
      else if (first.address !== address) {
        report(
          routerIdDuplicate,
          id,
          `${where(first.id)} (${first.address}) and ${where(id)} (${address}) both have the router id ${routerId}: their hosts would take the addresses from each other.`,
          `Give one of them another: VirtualIp.at('${address}', { routerId: ${routerId === 255 ? 1 : routerId + 1} }).`,
        );
      }
    }
  },
};
