import { resourcesOf } from '../../../assembly';
import { findingKind } from '../../../core';
import { poolOf } from '../../facts/layers';
import { listed } from '../../facts/text';
import type { Rule } from '../../rule';

const mtuTooLarge = findingKind({
  code: 'mtu-too-large',
  severity: 'error',
  summary: 'packets between pods would be larger than what the network carries',
  references: ['https://github.com/flannel-io/flannel/issues/1614'],
  acknowledgeable: true,
});

const mtuDiffers = findingKind({
  code: 'mtu-differs',
  severity: 'warning',
  summary: 'hosts of one network have links of different sizes',
  references: ['https://github.com/flannel-io/flannel/issues/1614'],
  acknowledgeable: true,
});

/** Packets of pods must fit into the smallest link, with what the backend adds. */
export const mtus: Rule = {
  kinds: [mtuTooLarge, mtuDiffers],
  check: ({ assembly, report, where }) => {
    for (const { id, spec } of resourcesOf(assembly, 'flannel')) {
      const links = spec.pools.flatMap((pool) => {
        const found = poolOf(assembly, pool);
        return found ? [{ pool, mtu: found.spec.linkMtu }] : [];
      });
      const smallest = Math.min(...links.map(({ mtu }) => mtu));
      const least = links.filter(({ mtu }) => mtu === smallest);
      if (spec.mtu > smallest - spec.overhead) {
        report(
          mtuTooLarge,
          id,
          `Pods of ${where(id)} send packets of ${spec.mtu} bytes; the links of ${listed(least.map(({ pool }) => `pool "${pool}"`))} carry ${smallest}, and flannel's ${spec.backend.kind} adds ${spec.overhead}. Small packets pass and large ones vanish.`,
          `Write mtu: ${smallest - spec.overhead}, or leave it out.`,
        );
      }
      if (new Set(links.map(({ mtu }) => mtu)).size > 1) {
        report(
          mtuDiffers,
          id,
          `The hosts of ${where(id)} have links of different sizes: ${listed(links.map(({ pool, mtu }) => `${mtu} in pool "${pool}"`))}. All pods send packets for the smallest, ${smallest}.`,
          'Give all links one size, or acknowledge that the smallest decides.',
        );
      }
    }
  },
};
