import type { Construct } from 'constructs';
import type { ComponentSpec } from '../../assembly';
import { dnsLabel, madeOtherwise, nameRule, report, type Report } from '../../core';
import { KubernetesObject } from '../base';
import { cronProblem } from './cron';
import { JobBase } from './job-base';
import { jobSpec } from './job-body';
import type { JobSettings } from './job-props';
import { Schedule } from './schedule';

export interface CronJobProps extends JobSettings {
  readonly schedule: Schedule;
  /** The time zone of the schedule, by its name in the tz database: `Europe/Berlin`. @default 'Etc/UTC' */
  readonly timeZone?: string;
  /** What happens when it is time and the last run has not ended. @default 'Forbid', the new run is left out */
  readonly concurrency?: 'Allow' | 'Forbid' | 'Replace';
  /** How many Jobs are kept after their end. @default - 3 that succeeded, 1 that failed */
  readonly history?: { readonly successful?: number; readonly failed?: number };
  /** Whether it waits until further notice. @default false */
  readonly suspended?: boolean;
}

/** A program that runs to its end, again and again. */
export class CronJob extends JobBase {
  constructor(scope: Construct, id: string, props: CronJobProps) {
    super(scope, id, props, { ...dnsLabel, maxLength: nameRule('CronJob').maxLength });
    for (const { kind, detail, fix } of scheduleProblems(props.schedule)) report(this, kind, detail, fix);
    const schedule = props.schedule instanceof Schedule ? props.schedule : Schedule.daily({ hour: 0 });
    const { timeZone = 'Etc/UTC', concurrency = 'Forbid', history = {}, suspended = false } = props;
    this.node.defaultChild = new KubernetesObject(this, 'cron-job', {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      name: this.name,
      body: () => ({
        spec: {
          schedule: schedule.expression,
          timeZone,
          concurrencyPolicy: concurrency,
          ...(suspended && { suspend: true }),
          jobTemplate: { spec: jobSpec(this, this.resolved()) },
          successfulJobsHistoryLimit: history.successful ?? 3,
          failedJobsHistoryLimit: history.failed ?? 1,
        },
      }),
    });
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
}

/** A schedule that is given as a text. */
function scheduleProblems(schedule: unknown): readonly Report[] {
  if (schedule instanceof Schedule) return [];
  const expression = typeof schedule === 'string' && !cronProblem(schedule) ? schedule : '0 3 * * *';
  return [madeOtherwise('schedule', schedule, 'Schedule', `Write Schedule.cron('${expression}').`)];
}
