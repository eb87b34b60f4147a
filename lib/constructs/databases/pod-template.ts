import type { IConstruct } from 'constructs';
import type { JsonObject } from '../../core';
import { KubernetesObject, selectorLabels, stackOf, type Component } from '../base';
import {
  addServiceAccount,
  configData,
  configDigest,
  configMapName,
  containerManifest,
  podSecurityContext,
  podVolumes,
  topologySpread,
  type ContainerSettings,
  type Files,
  type SecurityProps,
  type SpreadProps,
} from '../kubernetes';

/** The pods of a part of a database. */
export interface PodSettings {
  /** The main container, whose files and volumes are those of the pod. */
  readonly container: ContainerSettings;
  readonly security: SecurityProps;
  /** @default - the component's name; the ConfigMap is called after it */
  readonly config?: string;
  /** Containers beside it. @default - none */
  readonly sidecars?: readonly ContainerSettings[];
  /** Where the main container sees claims that the object itself makes, by their name. @default - none */
  readonly claims?: Readonly<Record<string, string>>;
  /** @default - see SpreadProps */
  readonly spread?: SpreadProps;
  /** Whether old pods of an update count when new ones are spread: for Deployments they must not. @default false */
  readonly revisioned?: boolean;
  /** Whether the pods may ask the API server. @default false */
  readonly token?: boolean;
  readonly terminationGracePeriodSeconds?: number;
  /** @default - Always, as Deployments and StatefulSets need it */
  readonly restartPolicy?: 'Never';
}

/** The template of the pods of a component. */
export function podTemplate(component: Component, pod: PodSettings): JsonObject {
  const { container, sidecars = [], claims = {}, security, spread, revisioned, token = false } = pod;
  const labels = selectorLabels(component.name);
  const config = pod.config ?? component.name;
  const main = containerManifest(container, component);
  const mounts = [
    ...((main['volumeMounts'] as readonly JsonObject[] | undefined) ?? []),
    ...Object.entries(claims).map(([name, mountPath]) => ({ name, mountPath })),
  ];
  const volumes = podVolumes(config, container);
  return {
    metadata: {
      labels: { ...component.stack.labels, ...labels },
      annotations: configDigest(configData(container.files ?? {}, component)),
    },
    spec: {
      serviceAccountName: component.name,
      automountServiceAccountToken: token,
      ...(pod.restartPolicy && { restartPolicy: pod.restartPolicy }),
      ...(pod.terminationGracePeriodSeconds !== undefined && {
        terminationGracePeriodSeconds: pod.terminationGracePeriodSeconds,
      }),
      securityContext: { ...podSecurityContext(security), fsGroupChangePolicy: 'OnRootMismatch' },
      containers: [
        { ...main, ...(mounts.length > 0 && { volumeMounts: mounts }) },
        ...sidecars.map((sidecar) => containerManifest(sidecar, component)),
      ],
      ...(volumes.length > 0 && { volumes }),
      ...(spread && {
        topologySpreadConstraints: topologySpread(
          labels,
          spread,
          stackOf(component).environment.tryCluster?.facts,
          revisioned,
        ),
      }),
    },
  };
}

/** The ConfigMap of a component's files and the identity of its pods. */
export function addPodObjects(component: Component, files: () => Files, config = component.name): void {
  addServiceAccount(component, component.name);
  new KubernetesObject(component, 'config', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: configMapName(config),
    body: () => ({ data: configData(files(), component) }),
  });
}

/** A Deployment of the pods of a component. */
export function addDeployment(
  component: Component,
  options: { readonly replicas: number; readonly strategy?: JsonObject },
  pod: (consumer: IConstruct) => PodSettings,
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
        ...(strategy && { strategy }),
        template: podTemplate(component, { revisioned: strategy?.['type'] !== 'Recreate', ...pod(component) }),
      },
    }),
  });
}
