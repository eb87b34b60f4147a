import type { Duration } from 'cdk8s';
import type { JsonObject } from '../../core';
import { KubernetesObject, selectorLabels, type Component } from '../base';
import {
  containerManifest,
  podTemplate,
  topologySpread,
  type ContainerSettings,
  type SecurityProps,
  type SpreadProps,
} from '../kubernetes';

/** The pods of a part of a database. */
export interface PodSettings {
  /** The main container, whose files and volumes are those of the pod. */
  readonly container: ContainerSettings;
  readonly security: SecurityProps;
  /** What the ConfigMap of its files is called after. @default - the component */
  readonly config?: string;
  /** Containers beside it. @default - none */
  readonly sidecars?: readonly ContainerSettings[];
  /** Where the main container sees claims that the object itself makes, by their name. @default - none */
  readonly claims?: Readonly<Record<string, string>>;
  /** @default - it is not said: there is one pod */
  readonly spread?: SpreadProps;
  /** Whether the pods may ask the API server. @default false */
  readonly token?: boolean;
  readonly gracePeriod?: Duration;
  /** @default - Always, as Deployments and StatefulSets need it */
  readonly restartPolicy?: 'Never';
}

/** The template of the pods of a component. `revisioned` is for Deployments, see `topologySpread`. */
export function templateOf(component: Component, pod: PodSettings, revisioned = false): JsonObject {
  const { container, sidecars = [], claims = {}, security, spread, token, gracePeriod, restartPolicy } = pod;
  const { files, volumes, writable } = container;
  const labels = selectorLabels(component.name);
  const facts = component.stack.environment.tryCluster?.facts;
  const template = podTemplate(
    {
      component: pod.config ?? component.name,
      serviceAccount: component.name,
      labels,
      containers: [
        withClaims(containerManifest(container, component), claims),
        ...sidecars.map((sidecar) => containerManifest(sidecar, component)),
      ],
      security,
      ...(files && { files }),
      ...(volumes && { volumes }),
      ...(writable && { writable }),
      ...(spread && { spread: topologySpread(labels, spread, facts, revisioned) }),
      ...(token !== undefined && { token }),
      ...(gracePeriod && { gracePeriod }),
      ...(restartPolicy && { restartPolicy }),
    },
    component,
  );
  return Object.keys(claims).length > 0 ? withoutNeedlessOwnership(template) : template;
}

/** Otherwise every start gives each file of a volume to the group anew, which takes minutes where there are many. */
function withoutNeedlessOwnership(template: JsonObject): JsonObject {
  const spec = template['spec'] as JsonObject;
  const securityContext = { ...(spec['securityContext'] as JsonObject), fsGroupChangePolicy: 'OnRootMismatch' };
  return { ...template, spec: { ...spec, securityContext } };
}

function withClaims(container: JsonObject, claims: Readonly<Record<string, string>>): JsonObject {
  const mounts = Object.entries(claims).map(([name, mountPath]) => ({ name, mountPath }));
  if (mounts.length === 0) return container;
  return { ...container, volumeMounts: [...((container['volumeMounts'] ?? []) as readonly JsonObject[]), ...mounts] };
}

/** A Deployment of the pods of a component. */
export function addDeployment(
  component: Component,
  options: { readonly replicas: number; readonly strategy?: 'Recreate' },
  pod: () => PodSettings,
): void {
  const { replicas, strategy } = options;
  new KubernetesObject(component, 'deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: component.name,
    body: () => ({
      spec: {
        replicas,
        selector: { matchLabels: selectorLabels(component.name) },
        ...(strategy && { strategy: { type: strategy } }),
        template: templateOf(component, pod(), strategy === undefined),
      },
    }),
  });
}
