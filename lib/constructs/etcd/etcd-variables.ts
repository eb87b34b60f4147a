import type { Contribution } from '../../assembly';
import type { Report } from '../../core';
import { etcdVariable, etcdVariableInvalid } from './findings';

/** A variable that somebody sets by hand. */
export interface EtcdVariable {
  readonly name: string;
  readonly value: string;
  readonly reason: string;
}

/** Variables that a property stands for. */
const properties: Readonly<Record<string, string>> = {
  ETCD_DATA_DIR: 'dataDirectory',
  ETCD_QUOTA_BACKEND_BYTES: 'quota',
  ETCD_HEARTBEAT_INTERVAL: 'heartbeat',
  ETCD_ELECTION_TIMEOUT: 'election',
  ETCD_AUTO_COMPACTION_MODE: 'compaction',
  ETCD_AUTO_COMPACTION_RETENTION: 'compaction',
  ETCD_LISTEN_METRICS_URLS: 'metricsFrom',
  ETCD_INITIAL_CLUSTER_TOKEN: 'token',
};

/** Names, addresses, members and certificates: what others have been told about would not be true any more. */
const fixed = /^ETCD_(?:NAME|.*_URLS|INITIAL_CLUSTER.*|.*_FILE|.*_CERT_AUTH|.*AUTO_TLS|STRICT_RECONFIG_CHECK)$/;

/** What is wrong with a variable. Whether etcd knows it is for the rule that knows its lines. */
export function variableProblems({ name, reason }: EtcdVariable): readonly Report[] {
  const property = properties[name];
  const problem = (detail: string, fix: string): readonly Report[] => [{ kind: etcdVariableInvalid, detail, fix }];
  if (!/^ETCD_[A-Z0-9_]+$/.test(name)) {
    const flag = name.replace(/^-+/, '').toUpperCase().replaceAll('-', '_');
    const form = 'etcd reads variables that begin with ETCD_, followed by the flag in capitals.';
    return problem(`"${name}" is set; ${form}`, `Did you mean "ETCD_${flag.replace(/^ETCD_/, '')}"?`);
  }
  if (property !== undefined) return problem(`${name} is set by hand.`, `Write the property ${property}.`);
  if (fixed.test(name)) {
    return problem(
      `${name} is set by hand; clients, other members and the firewall go by what Plinth writes there.`,
      'Leave it out.',
    );
  }
  if (reason.trim() !== '') return [];
  return problem(`${name} is set by hand without a reason.`, 'Say in a sentence why it is right here.');
}

/** Shows reviewers each variable with its reason. */
export function contributeVariables(into: Contribution, variables: readonly EtcdVariable[]): void {
  for (const { name, value, reason } of variables) {
    into.finding(
      etcdVariable,
      `${name} is set to "${value}"; Plinth does not know what else follows from it.`,
      'Acknowledge it, or leave it out.',
    );
    into.deviation(etcdVariable.code, `${name}: ${reason}`);
  }
}
