import { resourcesOf, type EtcdClusterSpec, type ResourceId } from '../../../assembly';
import { findingKind } from '../../../core';
import { layerOf, poolOf } from '../../facts/layers';
import { listed } from '../../facts/text';
import type { Rule, RuleContext } from '../../rule';

const clustering = 'https://etcd.io/docs/v3.6/op-guide/clustering/';

const etcdUrlInvalid = findingKind({
  code: 'etcd-url-invalid',
  severity: 'error',
  summary: 'a member of etcd offers an address that others cannot use, or in the clear',
  references: [clustering, 'https://etcd.io/docs/v3.6/faq/#deployment'],
  acknowledgeable: false,
});

const etcdTokenReused = findingKind({
  code: 'etcd-token-reused',
  severity: 'error',
  summary: 'two etcd clusters have one token',
  references: [clustering],
  acknowledgeable: false,
});

const etcdFlagUnknown = findingKind({
  code: 'etcd-flag-unknown',
  severity: 'error',
  summary: 'etcd of this version does not know a setting, and does not start or ignores it',
  references: ['https://etcd.io/docs/v3.7/upgrades/upgrade_3_7/', 'https://etcd.io/docs/v3.6/upgrades/upgrade_3_6/'],
  acknowledgeable: false,
});

const etcdQuota = findingKind({
  code: 'etcd-quota',
  severity: 'error',
  summary: 'the quota of etcd is more than it handles, or than its host has memory',
  references: ['https://etcd.io/docs/v3.6/dev-guide/limit/#storage-size-limit'],
  acknowledgeable: true,
});

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

/** Suggested by etcd as the most. */
const largestQuota = 8 * 1024 ** 3;
/** Refused by etcd above. */
const longestElection = 50_000;

/** The settings of etcd clusters, each and among themselves. */
export const etcdSettings: Rule = {
  kinds: [etcdUrlInvalid, etcdTokenReused, etcdFlagUnknown, etcdQuota, etcdTiming, etcdBackupMissing],
  check: (context) => {
    const byToken = new Map<string, ResourceId>();
    for (const { id, spec } of resourcesOf(context.assembly, 'etcd-cluster')) {
      checkUrls(context, id, spec);
      checkFlags(context, id, spec);
      checkQuota(context, id, spec);
      checkTiming(context, id, spec);
      checkBackup(context, id, spec);
      checkToken(context, id, spec, byToken);
    }
  },
};

function checkUrls({ report, where }: RuleContext, id: ResourceId, { members }: EtcdClusterSpec): void {
  for (const { name, clientUrl, peerUrl } of members) {
    for (const [what, url] of [
      ['clients', clientUrl],
      ['members', peerUrl],
    ] as const) {
      const { protocol, hostname } = new URL(url);
      const isOwn = /^(?:localhost|127\.|0\.0\.0\.0|\[::1?\])/.test(hostname);
      if (protocol === 'https:' && !isOwn) continue;
      report(
        etcdUrlInvalid,
        id,
        `The member "${name}" of ${where(id)} offers ${what} ${url}: ${isOwn ? 'to others that is themselves' : 'whoever is on the way reads and changes everything'}.`,
        'Offer https:// and the address of the host.',
      );
    }
  }
}

function checkToken(
  { report, where }: RuleContext,
  id: ResourceId,
  { token }: EtcdClusterSpec,
  byToken: Map<string, ResourceId>,
): void {
  const first = byToken.get(token);
  if (first === undefined) byToken.set(token, id);
  else {
    report(
      etcdTokenReused,
      id,
      `${where(first)} and ${where(id)} both have the token "${token}": a member that reaches the wrong cluster would be taken for its own.`,
      'Leave token out: it is then drawn from environment and name.',
    );
  }
}

/** Flags that a line has lost, by their variables. */
function checkFlags({ report, where }: RuleContext, id: ResourceId, { version, environment }: EtcdClusterSpec): void {
  const names = Object.keys(environment);
  const problem = (name: string, detail: string, fix: string): void => {
    report(etcdFlagUnknown, id, `${where(id)} runs etcd ${version} with ${name}: ${detail}`, fix);
  };
  for (const name of names) {
    if (version === '3.7' && name.startsWith('ETCD_EXPERIMENTAL_')) {
      problem(
        name,
        '3.7 has no experimental flags any more.',
        `Use ${name.replace('EXPERIMENTAL_', '')}, or ETCD_FEATURE_GATES.`,
      );
    }
    if (version !== '3.5' && /^ETCD_(?:ENABLE_V2|PROXY|EXPERIMENTAL_ENABLE_V2V3)/.test(name)) {
      problem(name, 'the second API and the proxy of it are gone since 3.6.', 'Leave it out.');
    }
    if (version === '3.5' && name === 'ETCD_FEATURE_GATES') {
      problem(name, 'feature gates came with 3.6.', 'Use the ETCD_EXPERIMENTAL_ variable.');
    }
    if (name === 'ETCD_CONFIG_FILE') {
      problem(name, 'with a configuration file etcd ignores all other variables and flags.', 'Set variables alone.');
    }
    if (name === 'ETCD_DISCOVERY' && version === '3.7') {
      problem(name, 'discovery by the second API is gone.', 'Leave it out: members are listed.');
    }
  }
}

function checkQuota({ assembly, report, where }: RuleContext, id: ResourceId, spec: EtcdClusterSpec): void {
  const gib = (bytes: number): string => `${Math.round((bytes / 1024 ** 3) * 10) / 10} GiB`;
  if (spec.quotaBytes > largestQuota) {
    report(
      etcdQuota,
      id,
      `${where(id)} may grow to ${gib(spec.quotaBytes)}; etcd suggests ${gib(largestQuota)} at most.`,
      'Write quota: Size.gibibytes(8) or less.',
    );
  }
  const pools = new Set(spec.members.flatMap(({ host }) => layerOf(assembly, 'host', host)?.spec.pool ?? []));
  for (const name of pools) {
    const memory = poolOf(assembly, name)?.spec.memoryMebibytes;
    if (memory === undefined || spec.quotaBytes <= memory * 1024 ** 2) continue;
    report(
      etcdQuota,
      id,
      `${where(id)} may grow to ${gib(spec.quotaBytes)}; the hosts of pool "${name}" have ${gib(memory * 1024 ** 2)} of memory, and etcd keeps all of it there.`,
      'Give the hosts more memory, or etcd a smaller quota.',
    );
  }
}

function checkTiming({ report, where }: RuleContext, id: ResourceId, spec: EtcdClusterSpec): void {
  const { heartbeatMilliseconds: beat, electionMilliseconds: election } = spec;
  if (election >= 5 * beat && election <= longestElection) return;
  report(
    etcdTiming,
    id,
    `${where(id)} beats every ${beat} ms and elects after ${election} ms: etcd takes five beats or more, and ${longestElection} ms at most.`,
    `Write election: Duration.millis(${Math.min(beat * 10, longestElection)}).`,
  );
}

function checkBackup({ report, tier, where }: RuleContext, id: ResourceId, spec: EtcdClusterSpec): void {
  if (tier !== 'production') return;
  if (spec.backup) return;
  report(
    etcdBackupMissing,
    id,
    `${where(id)} (${listed(spec.members.map(({ host }) => host))}) has no backup: what is deleted by mistake, or lost with the majority of hosts, is gone.`,
    'Say where copies go: backup: Backup.daily({ to: ... }).',
  );
}
