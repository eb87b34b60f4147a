import { resourcesOf, type Assembly, type ResourceId } from '../../../assembly';
import { counted, findingKind } from '../../../core';
import { layerOf, poolOf } from '../../facts/layers';
import { listed } from '../../facts/text';
import type { Rule, RuleContext } from '../../rule';

const faq = 'https://etcd.io/docs/v3.6/faq/#why-an-odd-number-of-cluster-members';

const etcdMembersEven = findingKind({
  code: 'etcd-members-even',
  severity: 'error',
  summary: 'an etcd cluster needs an odd number of members',
  references: [faq],
  acknowledgeable: true,
});

const etcdMembersMany = findingKind({
  code: 'etcd-members-many',
  severity: 'error',
  summary: 'an etcd cluster has more members than help it',
  references: ['https://etcd.io/docs/v3.6/faq/#what-is-maximum-cluster-size'],
  acknowledgeable: true,
});

const etcdMembersFew = findingKind({
  code: 'etcd-members-few',
  severity: 'error',
  summary: 'an etcd cluster of production does not survive the loss of a host',
  references: [faq],
  acknowledgeable: true,
});

const etcdOneZone = findingKind({
  code: 'etcd-one-zone',
  severity: 'error',
  summary: 'the loss of one zone takes the majority of an etcd cluster',
  references: ['https://etcd.io/docs/v3.6/op-guide/hardware/'],
  acknowledgeable: true,
});

/** Beyond this a member makes writes slower, and helps nobody. */
const mostMembers = 7;

interface Quorum {
  readonly id: ResourceId;
  /** What messages say before its members. */
  readonly has: string;
  /** The hosts that its members are on. */
  readonly hosts: readonly string[];
  /** Whether kubeadm makes it: then the cluster itself refuses an even number of control hosts, or none. */
  readonly isStacked: boolean;
}

/** How many members an etcd cluster has, and where. */
export const etcdMembers: Rule = {
  kinds: [etcdMembersEven, etcdMembersMany, etcdMembersFew, etcdOneZone],
  check: (context) => {
    for (const quorum of quorums(context)) {
      checkNumber(context, quorum);
      checkZones(context, quorum);
    }
  },
};

/** Clusters of their own, and those that kubeadm puts on the control hosts. */
function quorums({ assembly, where }: RuleContext): readonly Quorum[] {
  const own = resourcesOf(assembly, 'etcd-cluster').map(({ id, spec }) => {
    return { id, has: `${where(id)} has`, hosts: spec.members.map(({ host }) => host), isStacked: false };
  });
  const stacked = resourcesOf(assembly, 'control-plane')
    .filter(({ spec }) => spec.etcd.kind === 'stacked')
    .map(({ id, spec }) => {
      const has = `The etcd on the control hosts of ${where(id)} has`;
      return { id, has, hosts: hostsOf(assembly, spec.controlPools), isStacked: true };
    });
  return [...own, ...stacked];
}

function hostsOf(assembly: Assembly, pools: readonly string[]): readonly string[] {
  return pools.flatMap((pool) => poolOf(assembly, pool)?.spec.hosts ?? []);
}

function checkNumber({ report, tier }: RuleContext, { id, has, hosts, isStacked }: Quorum): void {
  const count = hosts.length;
  const names = listed(hosts);
  if (count === 0 && !isStacked) {
    report(etcdMembersEven, id, `${has} no members.`, 'Use 3 hosts: hosts: control.take(3).');
  } else if (count % 2 === 0 && !isStacked) {
    report(
      etcdMembersEven,
      id,
      `${has} ${counted(count, 'member')} (${names}). They survive the loss of ${count / 2 - 1}, as ${count - 1} would, and need a larger majority.`,
      `Use ${count - 1} or ${count + 1} hosts: hosts: control.take(${count - 1}).`,
    );
  }
  if (count > mostMembers) {
    report(
      etcdMembersMany,
      id,
      `${has} ${counted(count, 'member')}: every write waits for ${Math.floor(count / 2) + 1} of them.`,
      'Use 5 or 7 hosts: hosts: control.take(5).',
    );
  }
  if (count === 1 && tier === 'production') {
    report(
      etcdMembersFew,
      id,
      `${has} one member, ${names}. Without its host nothing in the cluster can be changed, and without its disk all is gone since the last backup.`,
      'Use 3 hosts.',
    );
  }
}

/**
 * A majority must be left when a zone is gone, where hosts are said to be in zones.
 *
 * An even number, which is told by itself and may be right while a member is replaced, cannot be spread so over three zones.
 */
function checkZones({ assembly, report }: RuleContext, { id, has, hosts }: Quorum): void {
  const zones = hosts.map((host) => layerOf(assembly, 'host', host)?.spec.zone);
  if (hosts.length < 3 || hosts.length % 2 === 0 || zones.includes(undefined)) return;
  for (const zone of new Set(zones)) {
    const lost = zones.filter((one) => one === zone).length;
    if (hosts.length - lost > hosts.length / 2) continue;
    report(
      etcdOneZone,
      id,
      `${has} ${lost} of ${counted(hosts.length, 'member')} in the zone "${zone ?? ''}": without it there is no majority, and the cluster takes no writes.`,
      "Spread its hosts over three zones, zones: ['a', 'b', 'c'], or say the zone of each by name: names: { 'control-1': { address, zone } }.",
    );
  }
}
