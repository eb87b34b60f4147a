import type { Construct } from 'constructs';
import { objectId, type ComponentSpec } from '../../assembly';
import { dnsLabel } from '../../core';
import { KubernetesObject } from '../base';
import { JobBase } from './job-base';
import { jobSpec } from './job-body';
import type { JobProps } from './job-props';

/**
 * A program that runs once, to its end, such as a migration.
 *
 * Kubernetes never changes the pods of a Job. When this one changes, its object is deleted and made again under the same name
 * (`replace-object`), and so it runs again: it must be able to.
 */
export class Job extends JobBase {
  constructor(scope: Construct, id: string, props: JobProps) {
    super(scope, id, props, dnsLabel);
    const { deleteAfter } = props;
    this.node.defaultChild = new KubernetesObject(this, 'job', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      name: this.name,
      body: () => ({
        spec: {
          ...jobSpec(this, this.resolved()),
          ...(deleteAfter && { ttlSecondsAfterFinished: deleteAfter.toSeconds() }),
        },
      }),
    });
  }

  protected override componentSpec(): ComponentSpec {
    const object = objectId({ stack: this.stack.node.id, group: 'batch', kind: 'Job', name: this.name });
    return {
      type: 'job',
      pods: this.pods,
      ports: [],
      readiness: { kind: 'complete', object },
      disruption: { kind: 'single' },
      procedures: { install: 'apply', update: 'replace-object', remove: 'delete' },
    };
  }
}
