import type { Assembly } from '../../../lib/assembly';
import { kubernetesMinors, type KubernetesMinor } from '../../../lib/kube-api';
import { App, synthesizeApp } from '../../../lib/program';
import { addEnvironments } from '../../../stacks/environments';

/** An environment of this repository, on one of the minors. */
export interface OnMinor {
  readonly minor: KubernetesMinor;
  readonly assembly: Assembly;
}

let made: readonly OnMinor[] | undefined;

/** Every environment of this repository, on every supported Kubernetes minor. */
export function everyEnvironment(): readonly OnMinor[] {
  made ??= kubernetesMinors.flatMap((minor) => {
    const app = new App();
    addEnvironments(app, { version: minor });
    return synthesizeApp(app, { lock: false }).environments.map(({ assembly }) => ({ minor, assembly }));
  });
  return made;
}
