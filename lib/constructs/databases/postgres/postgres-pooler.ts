import type { Construct } from 'constructs';
import { objectId, type ComponentSpec } from '../../../assembly';
import type { Secret } from '../../../core';
import { selectorLabels } from '../../base';
import {
  addConfigMap,
  addServiceAccount,
  addDisruptionBudget,
  addService,
  componentPorts,
  Health,
  resolvePorts,
  type Files,
} from '../../kubernetes';
import { addDeployment } from '../pod-template';
import { ownRoles } from './access';
import { passwordVariable } from './grants-sql';
import { ClusterPart, type PartProps } from './part';
import { pgbouncerIni, poolerPort } from './pgbouncer-config';
import type { PoolerSettings } from './pooler';
import { poolerSh } from './scripts/pooler-sh';

export interface PostgresPoolerProps extends PartProps {
  readonly pooler: PoolerSettings;
}

const ports = { pooler: poolerPort };

/** PgBouncer in front of the leader. */
export class PostgresPooler extends ClusterPart {
  readonly #props: PostgresPoolerProps;

  constructor(scope: Construct, props: PostgresPoolerProps) {
    super(scope, 'pooler', props.settings.name, props.leader);
    this.#props = props;
    const { image, instances, resources, security } = props.pooler;
    addServiceAccount(this, this.name);
    addConfigMap(this, this.name, () => this.#files);
    addDeployment(this, { replicas: instances }, () => ({
      container: {
        name: 'pooler',
        image,
        command: ['/bin/sh', '/etc/pgbouncer/pooler.sh', 'pgbouncer', '/etc/pgbouncer/pgbouncer.ini'],
        ports,
        health: Health.tcp('pooler'),
        env: { [passwordVariable(ownRoles.pooler)]: props.secrets.pooler.key('password') },
        resources,
        security,
        files: this.#files,
        writable: ['/tmp'],
      },
      security,
      spread: {},
    }));
    const labels = (): Readonly<Record<string, string>> => selectorLabels(this.name);
    addService(this, 'service', { name: this.name, selector: labels, ports: resolvePorts(ports) });
    addDisruptionBudget(this, { name: this.name, labels, replicas: instances });
  }

  protected override get secrets(): readonly Secret[] {
    return [this.#props.secrets.pooler];
  }

  protected override componentSpec(): ComponentSpec {
    const object = objectId({ stack: this.stack.node.id, group: 'apps', kind: 'Deployment', name: this.name });
    const { instances: members } = this.#props.pooler;
    return {
      type: 'workload',
      pods: this.pods,
      ports: componentPorts(resolvePorts(ports), this.name),
      readiness: { kind: 'rollout', object },
      disruption: members >= 2 ? { kind: 'max-unavailable', members, maxUnavailable: 1 } : { kind: 'single' },
      procedures: { install: 'apply', update: 'rolling-restart', remove: 'delete' },
    };
  }

  get #files(): Files {
    const { settings, pooler } = this.#props;
    const { mode, size, maxClients } = pooler;
    const host = `${settings.name}-rw`;
    return {
      '/etc/pgbouncer/pgbouncer.ini': pgbouncerIni({ mode, host, databases: settings.databases, size, maxClients }),
      '/etc/pgbouncer/pooler.sh': poolerSh,
    };
  }
}
