import { resourcesOf, type EtcdClusterSpec, type ResourceId } from '../../../assembly';
import { findingKind } from '../../../core';
import { layerOf } from '../../facts/layers';
import { listed } from '../../facts/text';
import type { Rule, RuleContext } from '../../rule';
import { checkFlags, etcdFlagUnknown } from './etcd-flags';
import { checkToken, checkUrls, etcdTokenReused, etcdUrlInvalid } from './etcd-membership';
import { checkQuota, etcdQuota } from './etcd-quota';

const etcdTiming = findingKind({
  code: 'etcd-timing',
  severity: 'error',
  summary: 'members of etcd would hold elections for no reason, or refuse to start',
  references: ['https://etcd.io/docs/v3.6/tuning/'],
  acknowledgeable: false,
});

const etcdBackupMissing = findingKind({
  code: 'etcd-backup-missing',
  severity: 'error',
  summary: 'an etcd cluster of production has no copy outside of its hosts',
  references: ['https://etcd.io/docs/v3.6/op-guide/recovery/'],
  acknowledgeable: true,
});

/** What etcd refuses: `Validate` and `maxElectionMs` in server/embed/config.go. */
const elections = { leastBeats: 5, mostMilliseconds: 50_000 } as const;

/** What etcd suggests. */
const usualBeats = 10;

/** The settings of etcd clusters, each and among themselves. */
export const etcdSettings: Rule = {
  kinds: [etcdUrlInvalid, etcdTokenReused, etcdFlagUnknown, etcdQuota, etcdTiming, etcdBackupMissing],
  check: (context) => {
    const byToken = new Map<string, ResourceId>();
    for (const { id, spec } of resourcesOf(context.assembly, 'etcd-cluster')) {
      checkUrls(context, id, spec);
      checkToken(context, id, spec, byToken);
      checkFlags(context, id, spec);
      checkQuota(context, id, spec);
      checkTiming(context, id, spec);
      checkBackup(context, id, spec);
    }
  },
};

function checkTiming({ report, where }: RuleContext, id: ResourceId, spec: EtcdClusterSpec): void {
  const { heartbeatMilliseconds: beat, electionMilliseconds: election } = spec;
  const { leastBeats, mostMilliseconds } = elections;
  if (election >= leastBeats * beat && election <= mostMilliseconds) return;
  const most = mostMilliseconds / usualBeats;
  report(
    etcdTiming,
    id,
    `${where(id)} beats every ${beat} ms and elects after ${election} ms: etcd takes five beats or more, and ${mostMilliseconds} ms at most.`,
    beat > most
      ? `Write heartbeat: Duration.millis(${most}) or less, and leave election out: it is then ten beats.`
      : `Write election: Duration.millis(${beat * usualBeats}), or leave it out.`,
  );
}

function checkBackup({ assembly, report, tier, where }: RuleContext, id: ResourceId, spec: EtcdClusterSpec): void {
  if (tier !== 'production') return;
  const hosts = spec.members.map(({ host }) => host);
  const own = copiesOn(spec, [
    ...hosts,
    ...hosts.flatMap((host) => layerOf(assembly, 'host', host)?.spec.address ?? []),
  ]);
  if (spec.backup && own === undefined) return;
  report(
    etcdBackupMissing,
    id,
    own === undefined
      ? `${where(id)} (${listed(hosts)}) has no backup: what is deleted by mistake, or lost with the majority of hosts, is gone.`
      : `${where(id)} (${listed(hosts)}) sends its copies to ${own}, which is one of these hosts: with it they are gone.`,
    "Say where copies go: backup: EtcdBackup.daily({ to: { kind: 's3', bucket: 'etcd', endpoint: 's3.example.com' } }).",
  );
}

/** The member that copies go to, where they go to one. */
function copiesOn({ backup }: EtcdClusterSpec, names: readonly string[]): string | undefined {
  if (backup?.destination.kind !== 'ssh') return undefined;
  const { url } = backup.destination;
  return names.find((name) => URL.canParse(url) && new URL(url).hostname.replace(/^\[|\]$/g, '') === name);
}
