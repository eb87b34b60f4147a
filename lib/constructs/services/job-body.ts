import type { JsonObject, Report } from '../../core';
import type { Component } from '../base';
import {
  containerManifest,
  containerProblems,
  podTemplate,
  type ContainerSettings,
  type Env,
  type Files,
} from '../kubernetes';
import { jobInvalid } from './findings';
import type { JobSettings } from './job-props';

/** A job with what was added to it. */
export interface ResolvedJob extends JobSettings {
  readonly env: Env;
  readonly files: Files;
}

/** The spec of a Job, or of the Jobs of a CronJob. */
export function jobSpec(component: Component, job: ResolvedJob): JsonObject {
  const { retries = 3, deadline, files, volumes = {}, writable = [] } = job;
  return {
    ...(deadline && { activeDeadlineSeconds: deadline.toSeconds() }),
    backoffLimit: retries,
    template: podTemplate(
      {
        component: component.name,
        token: job.serviceAccountToken,
        security: job.security,
        containers: [containerManifest(containerSettings(component.name, job), component)],
        // A failed container is not started again in place, so that the logs of each try are kept.
        restartPolicy: 'Never',
        ...{ files, volumes, writable },
      },
      component,
    ),
  };
}

function containerSettings(name: string, job: ResolvedJob): ContainerSettings {
  const { image, command, args, env, files, volumes = {}, writable = [], resources, security } = job;
  return { name, image: image.toString(), ...{ command, args, env, files, volumes, writable, resources, security } };
}

/** Everything that is wrong with a job and that its types do not catch. */
export function jobProblems(component: Component, job: ResolvedJob): readonly Report[] {
  const { retries = 3 } = job;
  const problems = [...containerProblems(containerSettings(component.name, job), component)];
  if (retries < 0) {
    const detail = `retries is ${String(retries)}.`;
    problems.push({ kind: jobInvalid, detail, fix: 'Write a whole number from 0.' });
  }
  return problems;
}
