import type { Duration } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { JsonObject } from '../../../core';
import { selectorLabels, stackOf } from '../../base';
import { configData, configDigest } from './files';
import { podVolumes, type MountProps } from './mounts';
import { podSecurityContext, type SecurityProps } from './security';

/** A pod template, in the words of the component that it belongs to. */
export interface PodTemplateSettings extends MountProps {
  /** The name of the component. */
  readonly component: string;
  /** @default - the component's name */
  readonly serviceAccount?: string;
  /** Whether processes get a token for the API server. @default false */
  readonly token?: boolean | undefined;
  readonly security?: SecurityProps | undefined;
  readonly containers: readonly JsonObject[];
  readonly initContainers?: readonly JsonObject[];
  /** Labels besides those of the component. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spread?: readonly JsonObject[];
  readonly gracePeriod?: Duration | undefined;
  /** @default - `Always`, which is not written */
  readonly restartPolicy?: 'OnFailure' | 'Never';
}

/** The labels of a component's pods. Selectors use `selectorLabels` alone. */
export function podLabels(component: string, consumer: IConstruct): Readonly<Record<string, string>> {
  return { ...selectorLabels(component), 'app.kubernetes.io/part-of': stackOf(consumer).node.id };
}

/** The pod template, with the digest of the files among its annotations. */
export function podTemplate(settings: PodTemplateSettings, consumer: IConstruct): JsonObject {
  const { component, serviceAccount = component, token = false, gracePeriod, restartPolicy } = settings;
  const { initContainers = [], spread = [] } = settings;
  const volumes = podVolumes(component, settings);
  const annotations = { ...settings.annotations, ...configDigest(configData(settings.files ?? {}, consumer)) };
  return {
    metadata: {
      labels: { ...podLabels(component, consumer), ...settings.labels },
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: {
      ...(volumes.length > 0 && { volumes }),
      ...(initContainers.length > 0 && { initContainers }),
      containers: settings.containers,
      ...(restartPolicy && { restartPolicy }),
      ...(gracePeriod && { terminationGracePeriodSeconds: gracePeriod.toSeconds() }),
      serviceAccountName: serviceAccount,
      automountServiceAccountToken: token,
      securityContext: podSecurityContext(settings.security),
      ...(spread.length > 0 && { topologySpreadConstraints: spread }),
    },
  };
}
