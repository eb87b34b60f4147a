import { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { objectId, type ComponentSpec } from '../../../assembly';
import type { Secret } from '../../../core';
import {
  addConfigMap,
  addServiceAccount,
  Health,
  type ContainerSettings,
  type Env,
  type Files,
} from '../../kubernetes';
import { addDeployment } from '../pod-template';
import { ownRoles, type DeclaredRole } from './access';
import { grantsSql, passwordVariable, rolesText, type Grants } from './grants-sql';
import { ClusterPart, type PartProps } from './part';
import { grantsSh, passwordSql } from './scripts/grants-sh';
import { librarySql } from './scripts/library-sql';

export interface PostgresGrantsProps extends PartProps {
  readonly image: string;
  readonly pooler: boolean;
  readonly monitoring: boolean;
  /** Asked when the whole program is known. */
  readonly roles: () => readonly DeclaredRole[];
  readonly secretOf: (role: DeclaredRole) => Secret;
}

/**
 * Brings roles, databases and grants to the leader, and keeps them there.
 *
 * A Deployment and not a Job: a Job cannot be changed, and would have to be made anew under another name with every consumer.
 * A pod of its own and not one of the servers': these would restart with every consumer.
 */
export class PostgresGrants extends ClusterPart {
  readonly #props: PostgresGrantsProps;

  constructor(scope: Construct, props: PostgresGrantsProps) {
    super(scope, 'grants', props.settings.name, props.leader);
    this.#props = props;
    const { user, group } = props.settings.runAs;
    addServiceAccount(this, this.name);
    addConfigMap(this, this.name, () => this.#files);
    addDeployment(this, { replicas: 1, strategy: 'Recreate' }, () => ({
      container: this.#container,
      security: { user, group },
    }));
  }

  protected override get secrets(): readonly Secret[] {
    const { secrets, roles, secretOf, pooler, monitoring } = this.#props;
    return [
      secrets.superuser,
      ...(pooler ? [secrets.pooler] : []),
      ...(monitoring ? [secrets.monitoring] : []),
      ...roles().map(secretOf),
    ];
  }

  protected override componentSpec(): ComponentSpec {
    const object = objectId({ stack: this.stack.node.id, group: 'apps', kind: 'Deployment', name: this.name });
    return {
      type: 'workload',
      pods: this.pods,
      ports: [],
      readiness: { kind: 'rollout', object },
      disruption: { kind: 'single' },
      procedures: { install: 'apply', update: 'restart-with-gap', remove: 'delete' },
    };
  }

  get #declared(): Grants {
    const { settings, roles, pooler, monitoring } = this.#props;
    return { databases: settings.databases, roles: roles(), pooler, monitoring };
  }

  get #files(): Files {
    const grants = this.#declared;
    return {
      '/etc/plinth/grants/grants.sql': grantsSql(this.#props.settings.name, grants),
      '/etc/plinth/grants/library.sql': librarySql,
      '/etc/plinth/grants/password.sql': passwordSql,
      '/etc/plinth/grants/roles.txt': rolesText(grants),
      '/etc/plinth/grants/grants.sh': grantsSh,
    };
  }

  get #container(): ContainerSettings {
    return {
      name: 'grants',
      image: this.#props.image,
      command: ['/bin/sh', '/etc/plinth/grants/grants.sh'],
      health: Health.exec(['test', '-e', '/tmp/ready'], { startup: false, liveness: false }),
      env: this.#env,
      resources: { cpu: '10m', memory: Size.mebibytes(32) },
      files: this.#files,
      writable: ['/tmp'],
    };
  }

  get #env(): Env {
    const { leader, secrets, roles, secretOf, pooler, monitoring } = this.#props;
    return {
      PGHOST: leader.host,
      PGPORT: leader.port,
      PGDATABASE: 'postgres',
      PGUSER: ownRoles.superuser,
      PGPASSWORD: secrets.superuser.key('password'),
      PGCONNECT_TIMEOUT: 5,
      ...(pooler && { [passwordVariable(ownRoles.pooler)]: secrets.pooler.key('password') }),
      ...(monitoring && { [passwordVariable(ownRoles.monitoring)]: secrets.monitoring.key('password') }),
      ...Object.fromEntries(roles().map((role) => [passwordVariable(role.role), secretOf(role).key('password')])),
    };
  }
}
