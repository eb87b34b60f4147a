import { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { synthesizeTree, type Manifest, type Resource, type Synthesized } from '../../../lib/assembly';
import { Environment, Stack, type StackProps } from '../../../lib/constructs/base';
import { KubernetesCluster, type ExistingClusterProps } from '../../../lib/constructs/kubernetes';
import type { Finding } from '../../../lib/core';
import { lineOf, root } from '../../core/line-of';

type Minor = ExistingClusterProps['version'];

/** An environment `production` with a cluster of its own. */
export function production(version: Minor = '1.36', app = new App()): Environment {
  const environment = new Environment(app, 'production');
  KubernetesCluster.existing(environment, 'kubernetes', { version, enforcer: 'kube-router' });
  return environment;
}

/** A stack `shop` in it, without the policies of isolation: its only object of its own is the namespace. */
export function shopOn(version: Minor = '1.36', props: StackProps = {}): Stack {
  return new Stack(production(version), 'shop', { network: 'open', ...props });
}

/** The environment that a construct stands in, as data. */
export function synthesized(construct: IConstruct, locked: Readonly<Record<string, string>> = {}): Synthesized {
  return synthesizeTree(Environment.of(construct), { sourceRoot: root, locked });
}

/** What is wrong with an environment, whole: the place in the source as its text, since its number changes with every line above. */
export function findingsOf(construct: IConstruct): string {
  return printed(synthesized(construct).findings);
}

/** Findings as people read them. */
export function printed(findings: readonly Finding[]): string {
  return findings
    .map(({ severity, code, summary, path, source, detail, fix }) =>
      [
        `${severity} ${code}: ${summary}`,
        `  at   ${path}: ${lineOf(source)}`,
        `  why  ${withoutLines(detail)}`,
        `  fix  ${fix}`,
      ].join('\n'),
    )
    .join('\n');
}

/** Details name places as well: their numbers become the text of the line. */
function withoutLines(text: string): string {
  return text.replace(/\S+\.test\.ts:\d+/g, (place) => `[${lineOf(place)}]`);
}

/** The objects of an environment by identity, without the namespaces. */
export function objectsOf(construct: IConstruct): Readonly<Record<string, Manifest>> {
  const { assembly, findings } = synthesized(construct);
  expect(printed(findings)).toBe('');
  const isObject = (one: Resource): one is Extract<Resource, { kind: 'object' }> => one.kind === 'object';
  const objects = Object.values(assembly.resources).filter(isObject);
  return Object.fromEntries(objects.filter(({ spec }) => spec.kind !== 'Namespace').map(({ id, spec }) => [id, spec]));
}
