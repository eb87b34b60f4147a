import { App } from 'cdk8s';
import { renderDist, resourcesOf, synthesizeTree, toYaml, type Synthesized, type Tier } from '../../../lib/assembly';
import { Environment, Stack, type StackProps } from '../../../lib/constructs/base';
import { Ingress, KubernetesCluster, type ExistingClusterProps } from '../../../lib/constructs/kubernetes';

export interface WorldProps {
  readonly tier?: Tier;
  readonly cluster?: Partial<ExistingClusterProps>;
  readonly stack?: StackProps;
}

const gateway = Ingress.gateway({ name: 'public', namespace: 'infra', podLabels: { app: 'envoy' } });

/** An environment with a cluster and one stack, `shop`. */
export function world(props: WorldProps = {}): { app: App; environment: Environment; shop: Stack } {
  const app = new App();
  const shop = stackIn(app, props);
  return { app, environment: shop.environment, shop };
}

/** The same in an app that is there already. */
export function stackIn(app: App, props: WorldProps = {}): Stack {
  const environment = new Environment(app, 'production', { tier: props.tier ?? 'production' });
  KubernetesCluster.existing(environment, 'cluster', {
    version: '1.36',
    enforcer: 'calico',
    metrics: true,
    ingress: gateway,
    ...props.cluster,
  });
  return new Stack(environment, 'shop', props.stack);
}

export function synthesized(environment: Environment): Synthesized {
  return synthesizeTree(environment, { sourceRoot: process.cwd() });
}

/** The findings as people read them, without the source line. */
export function findings(environment: Environment): readonly string[] {
  return synthesized(environment).findings.map(({ severity, code, path, detail, fix }) =>
    [`${severity} ${code}`, `at ${path}`, `why ${detail}`, `fix ${fix}`].join('\n'),
  );
}

/** The manifests whose owner is a component, in one text; an error when there are findings. */
export function manifestsOf(environment: Environment, owner: string): string {
  const { assembly, findings: found } = synthesized(environment);
  if (found.length > 0) throw new Error(found.map(({ code, detail }) => `${code}: ${detail}`).join('\n'));
  return resourcesOf(assembly, 'object')
    .filter((object) => object.owner === owner)
    .map(({ spec }) => toYaml(spec))
    .join('---\n');
}

/** One object as text. */
export function manifest(environment: Environment, kind: string, name: string): string {
  const { assembly } = synthesized(environment);
  const found = resourcesOf(assembly, 'object').find(({ spec }) => spec.kind === kind && spec.metadata.name === name);
  if (!found) throw new Error(`no ${kind} "${name}"`);
  return toYaml(found.spec);
}

/** The names of the objects of a component: `Deployment cart`. */
export function objectsOf(environment: Environment, owner: string): readonly string[] {
  return resourcesOf(synthesized(environment).assembly, 'object')
    .filter((object) => object.owner === owner)
    .map(({ spec }) => `${spec.kind} ${spec.metadata.name}`);
}

/** Every byte that reviewers see, and the findings. */
export function everything(environment: Environment): string {
  const { assembly, findings: found } = synthesized(environment);
  const files = [...renderDist([assembly])].map(([path, content]) => `== ${path}\n${content}`);
  return [...files, ...found.map(({ code, path, detail }) => `${code} ${path} ${detail}`)].join('\n');
}
