import type { Construct } from 'constructs';
import type { ComponentPods, Contribution } from '../../assembly';
import { SecretValue, type NameRule } from '../../core';
import { Component, selectorLabels } from '../base';
import {
  addClaims,
  addConfigMap,
  addServiceAccount,
  imagePullSecrets,
  secretsOf,
  volumeSecrets,
  type Env,
  type FileValue,
  type Files,
} from '../kubernetes';
import { jobProblems, type ResolvedJob } from './job-body';
import type { JobSettings } from './job-props';
import { withEnv, withFiles } from './set-once';

/** What a Job and a CronJob have in common: a program that runs to its end. */
export abstract class JobBase extends Component {
  readonly #settings: JobSettings;
  #env: Env = {};
  #files: Files = {};

  protected constructor(scope: Construct, id: string, settings: JobSettings, rule: NameRule) {
    super(scope, id, settings, rule);
    this.#settings = settings;
    this.addEnv(settings.env ?? {});
    for (const [path, content] of Object.entries(settings.files ?? {})) this.addFile(path, content);
    addServiceAccount(this, this.name);
    addClaims(this, this.name, settings.volumes);
  }

  get pods(): ComponentPods {
    return { namespace: this.stack.namespace, labels: selectorLabels(this.name) };
  }

  /** Adds environment variables, each of them once. An output among them is an edge. */
  addEnv(env: Env): this {
    this.#env = withEnv(this, this.#env, env);
    return this;
  }

  /** Adds a file by its absolute path, which no other has. */
  addFile(path: string, content: FileValue): this {
    this.#files = withFiles(this, this.#files, { [path]: content });
    if (!(content instanceof SecretValue) && !this.node.tryFindChild('config')) {
      addConfigMap(this, this.name, () => this.#files);
    }
    return this;
  }

  protected override contribute(into: Contribution): void {
    for (const { kind, detail, fix } of jobProblems(this, this.resolved())) into.finding(kind, detail, fix);
    const secrets = secretsOf([...Object.values(this.#env), ...Object.values(this.#files)]);
    for (const secret of [...secrets, ...volumeSecrets(this.#settings.volumes), ...imagePullSecrets(this)]) {
      into.secret(secret);
    }
  }

  /** The job with what was added to it. */
  protected resolved(): ResolvedJob {
    return { ...this.#settings, env: this.#env, files: this.#files };
  }
}
