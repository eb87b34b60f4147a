import { App as Cdk8sApp } from 'cdk8s';
import type { Environment } from '../constructs/base';
import { captureChildren } from '../core';
import { writeForCdk8s } from './cdk8s-output';
import { findEnvironments } from './environments';
import { runByItself } from './plain-run';
import { currentSession } from './session';

export interface AppProps {
  /**
   * Where the reviewed files go, relative to the working directory.
   *
   * @default 'dist'
   */
  readonly output?: string;
}

/** The root of a program; holds environments. */
export class App extends Cdk8sApp {
  /** The folder for reviewed files, relative to the working directory unless absolute. */
  readonly output: string;

  constructor(props: AppProps = {}) {
    super();
    captureChildren(this);
    this.output = props.output ?? 'dist';
    currentSession()?.apps.push(this);
  }

  /** The environments of the program, in the order in which they were made. */
  get environments(): readonly Environment[] {
    return findEnvironments([this], '').environments;
  }

  /**
   * Synthesizes all environments: tree -> assemblies -> findings -> files.
   *
   * Under the `plinth` command, which does the same with its own options, it only says that the program is complete. Under
   * `cdk8s synth` it writes manifests alone, one file per stack, into the folder that cdk8s asks for.
   *
   * @throws PlinthError with all findings when there is one of severity error; then nothing is written.
   */
  override synth(): void {
    if (currentSession()) return;
    const cdk8sFolder = process.env['CDK8S_OUTDIR'];
    if (cdk8sFolder !== undefined) writeForCdk8s(this, cdk8sFolder);
    else runByItself(this);
  }
}
