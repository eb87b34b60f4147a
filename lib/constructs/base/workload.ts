import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { contributes, contributorOf, type ComponentPods, type Contribution } from '../../assembly';
import { EdgeBook, objectAt, type JsonObject } from '../../core';
import type { Environment } from './environment';
import { foreignWorkload } from './findings';
import { contributePolicy } from './network-policy';
import { stackOf } from './scopes';

/**
 * A workload that is not ours, such as a cdk8s-plus Deployment, as a part of edges.
 *
 * `Workload.of(deployment)` may be called any number of times; the construct keeps its own name and objects.
 */
export class Workload {
  /** Makes a construct take part in edges: policies select its pods by the labels of its pod template. */
  static of(construct: IConstruct): Workload {
    if (!contributorOf(construct)) adopt(construct);
    return new Workload(construct);
  }

  readonly construct: IConstruct;

  private constructor(construct: IConstruct) {
    this.construct = construct;
  }
}

/** Whatever may consume an output: a construct of ours, a foreign one, or its wrapper. */
export type Consumer = IConstruct | Workload;

/** The construct behind a consumer, made part of edges where it is a foreign one. */
export function consumerOf(consumer: Consumer): IConstruct {
  return (consumer instanceof Workload ? consumer : Workload.of(consumer)).construct;
}

/**
 * Adopts the foreign constructs at both ends of an environment's edges.
 *
 * Also those in other environments: a policy here must not depend on which of the two is synthesized first.
 */
export function adoptEnds(environment: Environment): void {
  const book = EdgeBook.of(environment);
  const isHere = (construct: IConstruct): boolean => construct.node.scopes.includes(environment);
  for (const consumer of book.consumers) {
    const edges = book.from(consumer);
    const here = isHere(consumer) ? edges : edges.filter(({ target }) => isHere(target));
    if (here.length === 0) continue;
    if (!isPartOfComponent(consumer)) Workload.of(consumer);
    for (const { target } of here) if (tryApiObject(target) && !isPartOfComponent(target)) Workload.of(target);
  }
}

function isPartOfComponent(construct: IConstruct): boolean {
  return construct.node.scopes.some((scope) => contributorOf(scope)?.subject?.component !== undefined);
}

function adopt(construct: IConstruct): void {
  const name = tryApiObject(construct)?.name ?? construct.node.id;
  contributes(construct, {
    subject: { component: name },
    pods: () => foreignPods(construct),
    contribute: (into: Contribution) => {
      const pods = foreignPods(construct);
      if (!pods) {
        into.finding(
          foreignWorkload,
          `"${construct.node.path}" uses or offers an output, but is no Deployment, StatefulSet, DaemonSet, Job, CronJob or Pod.`,
          'Pass the construct that holds the pods.',
        );
      }
      into.component({
        type: 'workload',
        ...(pods && { pods }),
        ports: [],
        readiness: { kind: 'none' },
        disruption: { kind: 'single' },
        procedures: { install: 'apply', update: 'rolling-restart', remove: 'delete' },
      });
    },
    derive: (into, known) => {
      const pods = foreignPods(construct);
      if (pods) contributePolicy(into, known, construct, pods);
    },
  });
}

function tryApiObject(construct: IConstruct): ApiObject | undefined {
  if (ApiObject.isApiObject(construct)) return construct;
  const child = construct.node.defaultChild;
  return child && ApiObject.isApiObject(child) ? child : undefined;
}

/** What an object renders to; undefined where that throws, which is reported when all objects are rendered. */
function tryManifest(object: ApiObject): JsonObject | undefined {
  try {
    return object.toJson() as JsonObject;
  } catch {
    return undefined;
  }
}

/** The labels by which a workload's own selector finds its pods, or else those of its pod template. */
function foreignPods(construct: IConstruct): ComponentPods | undefined {
  const object = tryApiObject(construct);
  const manifest = object && tryManifest(object);
  if (!manifest) return undefined;
  const namespace = object.metadata.namespace ?? stackOf(construct).namespace;
  const labels =
    object.kind === 'Pod'
      ? objectAt(manifest, 'metadata', 'labels')
      : (objectAt(manifest, 'spec', 'selector', 'matchLabels') ??
        objectAt(manifest, 'spec', 'template', 'metadata', 'labels') ??
        objectAt(manifest, 'spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'));
  return labels && Object.keys(labels).length > 0 ? { namespace, labels: labels as Record<string, string> } : undefined;
}
