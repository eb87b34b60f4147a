import { resourcesOf, type Assembly, type EtcdMember } from '../../assembly';
import type { Drift } from './drift';
import type { FoundMember } from './etcd-members';
import type { HostFacts } from './host-facts';

/** How the members of each cluster of etcd differ from those that are declared, by the first of its hosts that can tell. */
export function memberDrift(assembly: Assembly, facts: ReadonlyMap<string, HostFacts>): readonly Drift[] {
  return resourcesOf(assembly, 'etcd-cluster').flatMap(({ id, spec: { members } }) => {
    const [told] = members.flatMap(({ host }) => {
      const found = facts.get(host)?.members[id];
      return found ? [{ host, found }] : [];
    });
    if (!told) return [];
    const drift = (where: string, what: string, problem: string): Drift => ({ where, id, what, problem });
    return [
      ...members.flatMap((member) =>
        problems(told.found.find(sameAs(member))).map((problem) =>
          drift(member.host, `member ${member.name}`, problem),
        ),
      ),
      ...told.found
        .filter((one) => !members.some((member) => sameAs(member)(one)))
        .map((one) => drift(told.host, `member ${one.name || one.id}`, strangerText(one))),
    ];
  });
}

/** By address: a member has no name before it has started. */
function sameAs({ peerUrl }: EtcdMember): (found: FoundMember) => boolean {
  return ({ peerUrls }) => peerUrls.includes(peerUrl);
}

function problems(found: FoundMember | undefined): readonly string[] {
  if (!found) return ['does not belong to the cluster'];
  return found.isLearner ? ['is a learner and has no vote'] : [];
}

function strangerText({ id, name, peerUrls }: FoundMember): string {
  const known = name === '' ? '' : ` (${id})`;
  return `at ${peerUrls.join(', ')}${known} belongs to the cluster, and nobody declares it`;
}
