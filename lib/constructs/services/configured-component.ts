import type { ComponentPods } from '../../assembly';
import { SecretValue } from '../../core';
import { Component, selectorLabels } from '../base';
import { addConfigMap, type Env, type Files, type FileValue } from '../kubernetes';
import { withEnv, withFiles } from './set-once';

/** What Microservice, Job and CronJob share: pods that are given environment variables and files. */
export abstract class ConfiguredComponent extends Component {
  #env: Env = {};
  #files: Files = {};

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

  /** All variables that were given and added. */
  protected get env(): Env {
    return this.#env;
  }

  /** All files that were given and added. */
  protected get files(): Files {
    return this.#files;
  }
}
