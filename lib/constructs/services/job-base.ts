import type { Construct } from 'constructs';
import type { Contribution } from '../../assembly';
import type { NameRule } from '../../core';
import { addClaims, addServiceAccount, imagePullSecrets, secretsOf, volumeSecrets } from '../kubernetes';
import { ConfiguredComponent } from './configured-component';
import { jobProblems, type ResolvedJob } from './job-body';
import type { JobSettings } from './job-props';

/** What a Job and a CronJob have in common: a program that runs to its end. */
export abstract class JobBase extends ConfiguredComponent {
  readonly #settings: JobSettings;

  protected constructor(scope: Construct, id: string, settings: JobSettings, rule: NameRule) {
    super(scope, id, settings, rule);
    this.#settings = settings;
    this.addEnv(settings.env ?? {});
    for (const [path, content] of Object.entries(settings.files ?? {})) this.addFile(path, content);
    addServiceAccount(this, this.name);
    addClaims(this, this.name, settings.volumes);
  }

  protected override contribute(into: Contribution): void {
    for (const { kind, detail, fix } of jobProblems(this, this.resolved())) into.finding(kind, detail, fix);
    const secrets = secretsOf([...Object.values(this.env), ...Object.values(this.files)]);
    for (const secret of [...secrets, ...volumeSecrets(this.#settings.volumes), ...imagePullSecrets(this)]) {
      into.secret(secret);
    }
  }

  /** The job with what was added to it. */
  protected resolved(): ResolvedJob {
    return { ...this.#settings, env: this.env, files: this.files };
  }
}
