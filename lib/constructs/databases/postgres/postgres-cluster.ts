import type { Construct } from 'constructs';
import type { ComponentPods, ComponentSpec, Contribution, DisruptionGroup, Known } from '../../../assembly';
import { nameRule, report, type EdgeRequest, type NameRule, type Secret, type SecretValue } from '../../../core';
import { Component, consumerOf, environmentOf, selectorLabels, type Consumer } from '../../base';
import { addConfigMap, addDisruptionBudget, addServiceAccount, imagePullSecrets, PortHandle } from '../../kubernetes';
import { imageText } from '../image';
import { Login } from '../login';
import { accessRequests, grantOf, rolesOf } from './access-book';
import { clusterSecrets, roleSecret, type ClusterSecrets } from './cluster-secrets';
import { contributeFlows } from './cluster-flows';
import { addClusterObjects, componentSpec } from './cluster-objects';
import { memberConfig, memberFiles, type Member } from './member-pods';
import { poolerPort } from './pgbouncer-config';
import { postgresPort, roleLabel } from './patroni-config';
import { poolerSettings, type PoolerSettings } from './pooler';
import { accessChoiceProblems, postgresChoiceProblems, safeAccess, withBackend } from './postgres-choices';
import { PostgresBackup } from './postgres-backup';
import { PostgresGrants } from './postgres-grants';
import { PostgresPooler } from './postgres-pooler';
import type { ConnectOptions, PostgresClusterProps } from './postgres-props';
import { postgresSettings, type PostgresSettings } from './postgres-settings';
import { accessProblems, databaseProblems } from './validate-access';
import { clusterProblems } from './validate-cluster';
import { poolSumProblems } from './validate-pooler';
import { replicaProblems } from './validate-settings';

/** `<name>-backup` is a CronJob, whose name may have 52 characters; and `<name>-rw` is a host name. */
const clusterName: NameRule = { ...nameRule('Service'), maxLength: 45 };

/** What a grant to a consumer needs to know. */
export interface GrantOptions extends ConnectOptions {
  /** The role that the consumer logs in with. */
  readonly role: string;
}

/**
 * A cluster of PostgreSQL: one leader, replicas that take over, backups, and a role for each consumer.
 *
 * Consumers get a URL, `env: { DATABASE_URL: orders.url('checkout') }`: that is the role, its grants, the secret, the order of
 * apply and both network policies.
 *
 * The image holds a shell, the programs of PostgreSQL (`binDirectory` of the back-end) with `psql`, `patroni` and `patronictl`,
 * `pgbackrest` where there is a backup, and a name in /etc/passwd for the user that runs them (`runAs`). Images made from
 * Debian's packages have all of it.
 */
export class PostgresCluster extends Component {
  /** `postgres` is the leader, `replicas` are all others, for reading. */
  readonly ports: { readonly postgres: PortHandle; readonly replicas: PortHandle };
  readonly #settings: PostgresSettings;
  readonly #props: PostgresClusterProps;
  readonly #secrets: ClusterSecrets;
  readonly #roleSecrets = new Map<string, Secret>();
  readonly #poolerSettings: PoolerSettings | undefined;
  readonly #pooler: PostgresPooler | undefined;
  readonly #grants: PostgresGrants;

  constructor(scope: Construct, id: string, given: PostgresClusterProps) {
    super(scope, id, given, clusterName);
    const props = withBackend(given);
    const { tier } = this.stack.environment;
    this.#props = props;
    this.#settings = postgresSettings({ name: this.name, tier }, props);
    this.#secrets = clusterSecrets(this.name);
    this.ports = { postgres: this.#port('postgres', 'rw'), replicas: this.#port('replicas', 'ro') };
    this.#poolerSettings = props.pooler && poolerSettings(props.pooler, tier);
    const parts = { settings: this.#settings, secrets: this.#secrets, leader: this.ports.postgres };
    this.#pooler = this.#poolerSettings && new PostgresPooler(this, { ...parts, pooler: this.#poolerSettings });
    const { backup, monitoring } = props;
    const image = imageText(props.image);
    this.#grants = new PostgresGrants(this, {
      ...parts,
      image,
      pooler: this.#pooler !== undefined,
      monitoring: monitoring !== undefined,
      roles: () => rolesOf(this.#requests),
      secretOf: (role) => this.#roleSecret(role.role, role.database),
    });
    if (backup) new PostgresBackup(this, { ...parts, image, backup });
    const reports = [
      ...postgresChoiceProblems(given),
      ...clusterProblems(props, this.#settings, this.#poolerSettings),
      ...databaseProblems(this.#settings.databases),
    ];
    for (const { kind, detail, fix } of reports) report(this, kind, detail, fix);
    addServiceAccount(this, this.name);
    addConfigMap(this, memberConfig(this.name), () => memberFiles(this.#member));
    addClusterObjects(this, this.#member);
    addDisruptionBudget(this, {
      name: this.name,
      labels: () => selectorLabels(this.name),
      replicas: this.#settings.instances,
    });
  }

  override get pods(): ComponentPods {
    // Patroni labels the leader and the replicas when it knows which is which.
    return { namespace: this.stack.namespace, labels: selectorLabels(this.name), runtimeLabels: [roleLabel] };
  }

  /**
   * A URL for one consumer, with a role of its own: `postgresql://checkout:...@orders-rw:5432/orders`.
   *
   * The value is a reference to a secret that is made when the environment is applied. It can be used in the cluster's own
   * namespace only, because pods read no other secrets.
   */
  url(role: string, options: ConnectOptions = {}): SecretValue {
    const { database = this.#settings.databases[0] ?? '', access: asked = 'owner' } = options;
    const access = safeAccess(asked);
    for (const { kind, detail, fix } of accessChoiceProblems(role, asked)) report(this, kind, detail, fix);
    const pooler = options.pooled === false ? undefined : this.#pooler;
    const edge: EdgeRequest = {
      kind: 'needs',
      target: pooler ?? this,
      port: { name: pooler ? 'pooler' : 'postgres', number: pooler ? poolerPort : postgresPort, protocol: 'TCP' },
      grant: grantOf({ role, database, access }, options),
    };
    const key = this.#pooler && !pooler ? 'direct-url' : 'url';
    return new Login(this.#roleSecret(role, database), key, edge, this, this.#grants);
  }

  /**
   * Grants a role to a workload that is not ours, and opens the way to it.
   *
   * Returns the secret with `username`, `password` and `url`, for the workload's own way of reading it.
   */
  grantConnect(consumer: Consumer, options: GrantOptions): Secret {
    const { role, ...rest } = options;
    const value = this.url(role, rest);
    value.consumeBy(consumerOf(consumer));
    return value.secret;
  }

  protected override componentSpec(): ComponentSpec {
    return componentSpec(this, this.#member, disruptionOf(this.#settings.instances));
  }

  protected override contribute(into: Contribution): void {
    const { backup, monitoring } = this.#props;
    const { superuser, patroni } = this.#secrets;
    for (const secret of [superuser, patroni, ...imagePullSecrets(this)]) into.secret(secret);
    if (monitoring) into.secret(this.#secrets.monitoring);
    if (backup?.passphrase) into.secret(backup.passphrase.secret);
    if (backup?.to.spec.kind === 's3') into.secret(backup.to.spec.credentials);
    contributeFlows(this, into, this.#props);
  }

  protected override derive(into: Contribution, known: Known): void {
    const requests = this.#requests;
    const { databases, instances } = this.#settings;
    const pooler = this.#poolerSettings;
    const self = known.component(this);
    const consumers = (self ? known.edgesTo(self.id) : []).filter(({ request }) => request.port?.name === 'replicas');
    const pooled = requests.filter(({ options }) => options.pooled !== false);
    const problems = [
      ...accessProblems(requests, { databases, pooler }),
      ...(pooler ? poolSumProblems(pooler, rolesOf(pooled).length, this.#settings) : []),
      ...replicaProblems(
        instances,
        consumers.map(({ from }) => from.name),
      ),
    ];
    for (const { kind, detail, fix } of problems) into.finding(kind, detail, fix);
  }

  get #requests(): ReturnType<typeof accessRequests> {
    return accessRequests(this.#pooler ? [this, this.#pooler] : [this]);
  }

  get #member(): Member {
    const { name, stack } = this;
    return {
      props: this.#props,
      settings: this.#settings,
      namespace: stack.namespace,
      repository: `/${environmentOf(this).name}/${stack.node.id}/${name}`,
      secrets: this.#secrets,
    };
  }

  #roleSecret(role: string, database: string): Secret {
    const known = this.#roleSecrets.get(role);
    if (known) return known;
    const secret = roleSecret(
      this.name,
      { role, database, access: 'owner' },
      {
        leader: `${this.name}-rw:${String(postgresPort)}`,
        ...(this.#pooler && { pooler: `${this.#pooler.name}:${String(poolerPort)}` }),
      },
    );
    this.#roleSecrets.set(role, secret);
    return secret;
  }

  #port(name: 'postgres' | 'replicas', suffix: 'rw' | 'ro'): PortHandle {
    const service = { name: `${this.name}-${suffix}`, port: postgresPort };
    return new PortHandle({ owner: this, name, service, container: postgresPort, kind: 'needs' });
  }
}

/** Three and more hold a majority; two can spare one; one can spare none. */
function disruptionOf(instances: number): DisruptionGroup {
  if (instances >= 3) return { kind: 'quorum', members: instances };
  return instances === 2 ? { kind: 'max-unavailable', members: 2, maxUnavailable: 1 } : { kind: 'single' };
}
