import { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ComponentSpec } from '../../../assembly';
import type { Secret } from '../../../core';
import { KubernetesObject } from '../../base';
import { addConfigMap, addServiceAccount, type ContainerSettings, type Files } from '../../kubernetes';
import { templateOf } from '../pod-template';
import { ownRoles } from './access';
import type { Backup } from './backup';
import { ClusterPart, type PartProps } from './part';
import { backupSh, backupSql } from './scripts/backup-sh';

export interface PostgresBackupProps extends PartProps {
  readonly image: string;
  readonly backup: Backup;
}

const files: Files = { '/etc/plinth/backup/backup.sh': backupSh, '/etc/plinth/backup/backup.sql': backupSql };

/** Asks the leader for a backup when it is time. */
export class PostgresBackup extends ClusterPart {
  readonly #props: PostgresBackupProps;

  constructor(scope: Construct, props: PostgresBackupProps) {
    super(scope, 'backup', props.settings.name, props.leader);
    this.#props = props;
    const { user, group } = props.settings.runAs;
    addServiceAccount(this, this.name);
    addConfigMap(this, this.name, () => files);
    new KubernetesObject(this, 'cron-job', {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      name: this.name,
      body: () => ({
        spec: {
          schedule: props.backup.schedule,
          timeZone: 'Etc/UTC',
          // pgBackRest holds a lock: a second backup beside the first would only fail.
          concurrencyPolicy: 'Forbid',
          startingDeadlineSeconds: 1800,
          jobTemplate: {
            spec: {
              backoffLimit: 3,
              template: templateOf(this, {
                container: this.#container,
                security: { user, group },
                restartPolicy: 'Never',
              }),
            },
          },
        },
      }),
    });
  }

  protected override get secrets(): readonly Secret[] {
    return [this.#props.secrets.superuser];
  }

  protected override componentSpec(): ComponentSpec {
    return {
      type: 'cron-job',
      pods: this.pods,
      ports: [],
      readiness: { kind: 'none' },
      disruption: { kind: 'single' },
      procedures: { install: 'apply', update: 'apply', remove: 'delete' },
    };
  }

  get #container(): ContainerSettings {
    const { image, settings, backup, leader, secrets } = this.#props;
    return {
      name: 'backup',
      image,
      command: ['/bin/sh', '/etc/plinth/backup/backup.sh', settings.name, backup.interval],
      env: {
        PGHOST: leader.host,
        PGPORT: leader.port,
        PGDATABASE: 'postgres',
        PGUSER: ownRoles.superuser,
        PGPASSWORD: secrets.superuser.key('password'),
      },
      resources: { cpu: '10m', memory: Size.mebibytes(32) },
      files,
      writable: ['/tmp'],
    };
  }
}
