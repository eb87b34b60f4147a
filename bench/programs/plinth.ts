import { Environment, Stack } from '../../lib/constructs/base';
import { KubernetesCluster } from '../../lib/constructs/kubernetes';
import { App } from '../../lib/program';
import { declareStacks, sizeOf } from './objects';

/** The name of the environment, and so of the folder that its files are in. */
export const environmentName = 'bench';

/** Runs the whole pipeline over the objects: synthesis, checks, facts, provenance, and the files in `dist`. */
export function main(args: readonly string[]): void {
  const app = new App();
  const environment = new Environment(app, environmentName);
  KubernetesCluster.existing(environment, 'cluster', { version: '1.36', enforcer: 'kube-router', metrics: true });
  declareStacks(sizeOf(args), (id) => new Stack(environment, id));
  app.synth();
}
