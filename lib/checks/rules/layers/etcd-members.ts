import { resourcesOf, type EtcdClusterSpec, type ResourceId } from '../../../assembly';
import { findingKind } from '../../../core';
import { layerOf } from '../../facts/layers';
import { counted, listed } from '../../facts/text';
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

/** How many members an etcd cluster has, and where. */
export const etcdMembers: Rule = {
  kinds: [etcdMembersEven, etcdMembersMany, etcdMembersFew, etcdOneZone],
  check: (context) => {
    for (const { id, spec } of resourcesOf(context.assembly, 'etcd-cluster')) {
      checkNumber(context, id, spec);
      checkZones(context, id, spec);
    }
  },
};

function checkNumber({ report, tier, where }: RuleContext, id: ResourceId, { members }: EtcdClusterSpec): void {
  const count = members.length;
  const names = listed(members.map(({ name }) => name));
  if (count % 2 === 0) {
    const survives = Math.max(Math.ceil(count / 2) - 1, 0);
    report(
      etcdMembersEven,
      id,
      `${where(id)} has ${counted(count, 'member')} (${names}). They survive the loss of ${survives}, as ${count - 1} would, and need a larger majority.`,
      `Use ${count - 1 || 1} or ${count + 1} hosts: hosts: control.take(${count - 1 || 1}).`,
    );
  }
  if (count > 7) {
    report(
      etcdMembersMany,
      id,
      `${where(id)} has ${counted(count, 'member')}: every write waits for ${Math.floor(count / 2) + 1} of them.`,
      'Use 5 or 7 hosts: hosts: control.take(5).',
    );
  }
  if (count === 1 && tier === 'production') {
    report(
      etcdMembersFew,
      id,
      `${where(id)} has one member, ${names}. Without its host nothing in the cluster can be changed, and without its disk all is gone since the last backup.`,
      'Use 3 hosts.',
    );
  }
}

/** A majority must be left when a zone is gone, where hosts are said to be in zones. */
function checkZones({ assembly, report, where }: RuleContext, id: ResourceId, { members }: EtcdClusterSpec): void {
  const zones = members.map(({ host }) => layerOf(assembly, 'host', host)?.spec.zone);
  const known = [...new Set(zones)];
  if (members.length < 3 || zones.includes(undefined)) return;
  for (const zone of known) {
    const lost = zones.filter((one) => one === zone).length;
    if (members.length - lost > members.length / 2) continue;
    report(
      etcdOneZone,
      id,
      `${lost} of ${counted(members.length, 'member')} of ${where(id)} are in the zone "${zone ?? ''}": without it there is no majority, and the cluster takes no writes.`,
      "Spread its hosts over three zones: zones: ['a', 'b', 'c'].",
    );
  }
}
