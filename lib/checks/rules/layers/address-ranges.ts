import { resourcesOf, type AddressPlanSpec } from '../../../assembly';
import { findingKind, type Cidr } from '../../../core';
import { tryCidr } from '../../facts/layers';
import type { Rule } from '../../rule';

const rangesOverlap = findingKind({
  code: 'ranges-overlap',
  severity: 'error',
  summary: 'two ranges of addresses share some, so that part of the traffic goes to the wrong place',
  references: [
    'https://github.com/kubernetes/kubeadm/issues/3312',
    'https://github.com/siderolabs/talos/issues/13469',
    'https://kubernetes.io/docs/concepts/cluster-administration/networking/#kubernetes-ip-address-ranges',
  ],
  acknowledgeable: true,
});

interface Range {
  readonly name: string;
  readonly cidr: Cidr;
  /** Ranges of one group may lie in each other: a virtual address lies in the nodes' network. */
  readonly group: 'inside' | 'pods' | 'services' | 'outside';
}

/** The addresses of hosts, pods and services, and those that hosts rely on, keep apart: in both directions. */
export const addressRanges: Rule = {
  kinds: [rangesOverlap],
  check: ({ assembly, report, where }) => {
    for (const { id, spec } of resourcesOf(assembly, 'address-plan')) {
      const ranges = rangesOf(spec);
      for (const [index, one] of ranges.entries()) {
        for (const other of ranges.slice(index + 1)) {
          if (one.group === other.group || isBelow(one, other) || !one.cidr.overlaps(other.cidr)) continue;
          report(
            rangesOverlap,
            id,
            `In the address plan ${where(id)} ${one.name} (${one.cidr.toString()}) and ${other.name} (${other.cidr.toString()}) overlap: what is meant for one of them is delivered to the other.`,
            "Choose ranges that share no address, such as pods: '10.244.0.0/16' and services: '10.96.0.0/16' beside hosts in 10.20.0.0/16.",
          );
        }
      }
    }
  },
};

/** What hosts rely on outside may lie in their own network. */
function isBelow(one: Range, other: Range): boolean {
  const groups = new Set([one.group, other.group]);
  return groups.has('inside') && groups.has('outside');
}

function rangesOf(plan: AddressPlanSpec): readonly Range[] {
  const range = (name: string, text: string, group: Range['group']): readonly Range[] => {
    const cidr = tryCidr(text);
    return cidr ? [{ name, cidr, group }] : [];
  };
  return [
    ...range('pods', plan.pods, 'pods'),
    ...range('services', plan.services, 'services'),
    ...plan.nodes.flatMap((text) => range('nodes', text, 'inside')),
    ...Object.entries(plan.virtual).flatMap(([name, text]) => range(`the virtual address "${name}"`, text, 'inside')),
    ...Object.entries(plan.reserved).flatMap(([name, texts]) =>
      texts.flatMap((text) => range(`"${name}"`, text, 'outside')),
    ),
  ];
}
