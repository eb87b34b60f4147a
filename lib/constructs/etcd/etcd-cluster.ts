import { Construct } from 'constructs';
import {
  contributes,
  hostStack,
  plinthId,
  type Contribution,
  type EtcdMember,
  type HostPlace,
  type ResourceId,
} from '../../assembly';
import { acknowledge, captureProvenance, PlinthError, report } from '../../core';
import { environmentOf } from '../base';
import { refuseEnded, type HostGroup } from '../hosts';
import { CertificateAuthority } from '../pki';
import { backupProblems } from './backup-problems';
import { copiesOf, destinationUrl } from './backup-settings';
import { contributeBackup } from './contribute-backup';
import { contributeCluster } from './contribute-cluster';
import { contributeMembers } from './contribute-members';
import { contributeMemberCertificates } from './etcd-certificates';
import { contributeClient, type EtcdClientProps } from './etcd-clients';
import { etcdProblems } from './etcd-problems';
import { refuseUnsound } from './refuse-unsound';
import type { EtcdClusterProps, VariableOptions } from './etcd-props';
import { etcdSettings, type EtcdSettings } from './etcd-settings';
import { contributeVariables, variableProblems, type EtcdVariable } from './etcd-variables';
import { etcdLines } from './etcd-versions';
import { etcdBackupShared, etcdDiscoveryGone, etcdHostTaken } from './findings';
import { destinationTaken, hostTaken, rememberCluster } from './known-clusters';

/** A cluster of etcd on hosts: TLS everywhere, with an authority of its own. */
export class EtcdCluster extends Construct {
  /** etcd's predecessor in some books. @throws PlinthError `system-ended` */
  static doozer(): never {
    return refuseEnded('doozer');
  }

  /** Members that find each other by a URL. @throws PlinthError `etcd-discovery-gone` */
  static discovery(): never {
    throw PlinthError.of(
      etcdDiscoveryGone,
      'Discovery by a URL spoke the second API of etcd, which 3.6 no longer serves and 3.7 no longer knows; discovery.etcd.io is gone.',
      "Say which hosts are members: new EtcdCluster(this, 'etcd', { hosts: control.take(3), version: '3.6' }).",
    );
  }

  readonly name: string;
  /** Signs the certificates of its members and of its clients, and nothing else. */
  readonly authority: CertificateAuthority;
  readonly props: EtcdClusterProps;
  readonly #settings: EtcdSettings;
  readonly #clients: { readonly user: string; readonly groups: readonly HostGroup[] }[] = [];
  readonly #variables: EtcdVariable[] = [];

  /** @throws PlinthError `invalid-value` for lifetimes that are no whole days, `choice-unknown` for what no cluster can be made of. */
  constructor(scope: Construct, id: string, props: EtcdClusterProps) {
    refuseUnsound(props);
    super(scope, id);
    captureProvenance(this);
    this.name = props.name ?? id;
    this.props = props;
    this.#settings = etcdSettings(environmentOf(this).name, this.name, props);
    this.authority = new CertificateAuthority(this.name, {
      commonName: `${this.name}-ca`,
      ...(props.lifetimes && { lifetimes: props.lifetimes }),
    });
    rememberCluster(this);
    for (const pool of props.hosts.pools) pool.markStateful();
    const copies = copiesOf(props.backup);
    const problems = [
      ...etcdProblems(props.version, this.#settings),
      ...(copies ? backupProblems(copies, this.#settings) : []),
    ];
    for (const { kind, detail, fix } of problems) report(this, kind, detail, fix);
    contributes(this, {
      subject: { stack: { name: hostStack, namespace: '' }, component: this.name },
      contribute: (into) => {
        this.contribute(into);
      },
    });
  }

  /** Its members, one for each host and in that order. */
  get members(): readonly EtcdMember[] {
    return this.#settings.members;
  }

  /** Where clients reach it: one URL a member, as --etcd-servers and --etcd-endpoints take them. */
  get urls(): readonly string[] {
    return this.members.map(({ clientUrl }) => clientUrl);
  }

  /** The component: draw `needs` to it. */
  get component(): ResourceId {
    return plinthId(hostStack, 'component', this.name);
  }

  /** Where its copies go; undefined where there are none. */
  get destination(): string | undefined {
    const copies = copiesOf(this.props.backup);
    return copies && destinationUrl(copies.to, this.#settings);
  }

  /**
   * Lets hosts connect to port 2379, and says who keeps data in it there: `kubernetes`, `flannel`.
   *
   * To be called while the program is being made; with their certificates comes `clientCertificate`.
   */
  allowClients(user: string, ...groups: readonly HostGroup[]): this {
    this.#clients.push({ user, groups });
    return this;
  }

  /** Asks for a certificate by which somebody on hosts is let in, and says that he dials every member. */
  clientCertificate(into: Contribution, on: HostPlace, props: EtcdClientProps): ResourceId {
    // Where it has no members, nobody is dialled: the finding is that its hosts are taken.
    const settings = hostTaken(this) ? { ...this.#settings, hosts: [] } : this.#settings;
    return contributeClient(into, on, this.authority, settings, props);
  }

  /** Sets a variable that Plinth has no word for, on all members. Reviewers see it, with its reason. */
  setVariable(name: string, value: string, { reason }: VariableOptions): this {
    const variable = { name, value, reason };
    const problems = variableProblems(variable);
    for (const { kind, detail, fix } of problems) report(this, kind, detail, fix);
    if (problems.length === 0) this.#variables.push(variable);
    return this;
  }

  /** Accepts a finding here, by code and with a reason that reviewers will read. */
  acknowledge(code: string, reason: string): void {
    acknowledge(this, code, reason);
  }

  private contribute(into: Contribution): void {
    const taken = hostTaken(this);
    // What it would say of the host differs from what the other says, file by file.
    if (taken) {
      into.finding(
        etcdHostTaken,
        `The host "${taken.host.name}" has a member of "${taken.by.name}" already: both would listen on 2379, and wait for one disk.`,
        'Put it on other hosts.',
      );
      return;
    }
    const { backup } = this.props;
    const release = into.version(`etcd-${this.#settings.version}`, etcdLines[this.#settings.version].releases);
    const variables = Object.fromEntries(this.#variables.map(({ name, value }) => [name, value]));
    contributeVariables(into, this.#variables);
    contributeMemberCertificates(into, this.authority, this.#settings);
    const clients = this.#clients.flatMap(({ groups }) => groups);
    contributeMembers(into, { settings: this.#settings, release, variables, clients });
    contributeBackup(into, this.#settings, release, backup);
    const usedBy = [...new Set(this.#clients.map(({ user }) => user))].sort();
    const { tier } = environmentOf(this);
    contributeCluster(into, { settings: this.#settings, release, variables, usedBy, backup, tier });
    const other = destinationTaken(this);
    if (!other || this.destination === undefined) return;
    into.finding(
      etcdBackupShared,
      `Its copies go to ${this.destination}, as those of "${other.name}" in "${environmentOf(other).name}" do: each overwrites the other's.`,
      'Give each a folder of its own.',
    );
  }
}
