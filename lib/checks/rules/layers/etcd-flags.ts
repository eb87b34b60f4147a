import type { EtcdClusterSpec, ResourceId } from '../../../assembly';
import { findingKind, nearestName } from '../../../core';
import { etcdSuccessor, etcdVariablesOf } from '../../facts/etcd-flags';
import type { RuleContext } from '../../rule';

export const etcdFlagUnknown = findingKind({
  code: 'etcd-flag-unknown',
  severity: 'error',
  summary: 'etcd of this line does not know a setting, or ignores all settings beside it',
  references: ['https://etcd.io/docs/v3.7/upgrades/upgrade_3_7/', 'https://etcd.io/docs/v3.6/upgrades/upgrade_3_6/'],
  acknowledgeable: false,
});

/** What etcd is told by variables is what its line has flags for. */
export function checkFlags({ report, where }: RuleContext, id: ResourceId, spec: EtcdClusterSpec): void {
  const { version, environment } = spec;
  const known = etcdVariablesOf(version);
  if (!known) return;
  for (const name of Object.keys(environment)) {
    const [why, fix] = problemOf(name, version, known) ?? [];
    if (why === undefined || fix === undefined) continue;
    report(etcdFlagUnknown, id, `${where(id)} runs etcd ${version} with ${name}: ${why}`, fix);
  }
}

function problemOf(name: string, line: string, known: ReadonlySet<string>): readonly [string, string] | undefined {
  if (name === 'ETCD_CONFIG_FILE') {
    return ['beside a configuration file etcd ignores all variables and flags.', 'Set variables alone.'];
  }
  if (known.has(name)) return undefined;
  const successor = etcdSuccessor(name, line);
  if (successor !== undefined) return [`${line} has another name for it, and ignores this one.`, `Use ${successor}.`];
  const meant = nearestName(name, known);
  return [
    `${line} has no such setting, and goes on without it.`,
    meant === undefined ? 'Leave it out.' : `Leave it out, or did you mean ${meant}?`,
  ];
}
