import { Duration } from 'cdk8s';
import type { JsonObject } from '../../core';
import { stackOf, type Component } from '../base';
import {
  containerManifest,
  podTemplate,
  topologySpread,
  type ContainerSettings,
  type Env,
  type Health,
  type Ports,
} from '../kubernetes';
import type { MicroserviceSettings } from './microservice-props';
import type { Release, ReleaseStrategy } from './release';
import type { Scale } from './scale';
import { variantLabels, type Variant } from './variant';

/** A microservice with its defaults filled in, and with what was added to it. */
export interface ResolvedMicroservice extends MicroserviceSettings<string> {
  readonly ports: Ports;
  readonly health: Health<string> | undefined;
  readonly scale: Scale;
  readonly env: Env;
  readonly release: Release;
}

/** A Deployment without its head. */
export function deploymentBody(component: Component, service: ResolvedMicroservice, variant: Variant): JsonObject {
  const { scale, release, files = {}, volumes = {}, writable = [] } = service;
  const labels = variantLabels(component.name, variant);
  const cluster = stackOf(component).environment.tryCluster;
  return {
    spec: {
      ...(!scale.isAutomatic && { replicas: scale.min }),
      selector: { matchLabels: labels },
      template: podTemplate(
        {
          component: component.name,
          token: service.serviceAccountToken,
          security: service.security,
          containers: [containerManifest(containerSettings(component.name, service, variant), component)],
          labels,
          spread: topologySpread(labels, service.spread, cluster?.facts, true),
          gracePeriod: gracePeriod(service),
          ...{ files, volumes, writable },
        },
        component,
      ),
      strategy: strategy(release.strategy),
      ...progressDeadline(service.health),
    },
  };
}

/** Its one container. */
export function containerSettings(name: string, service: ResolvedMicroservice, variant: Variant): ContainerSettings {
  const { command, args, ports, health, resources, security, files = {}, volumes = {}, writable = [] } = service;
  const drain = drainSeconds(service);
  return {
    name,
    image: variant.image,
    ...{ command, args, ports, health, resources, security, files, volumes, writable },
    env: { ...service.env, ...variant.env },
    ...(drain > 0 && { lifecycle: { preStop: { sleep: { seconds: drain } } } }),
  };
}

/** How long a pod may take to stop. Kubernetes' own default, written so that reviewers see it. */
export function gracePeriod(service: Pick<ResolvedMicroservice, 'gracePeriod'>): Duration {
  return service.gracePeriod ?? Duration.seconds(30);
}

/**
 * Seconds for which a pod goes on serving when it must stop.
 *
 * Nodes and gateways hear of it at the same time as the pod itself; without a wait they send requests to a closed port.
 */
export function drainSeconds(service: Pick<ResolvedMicroservice, 'drain' | 'gracePeriod' | 'ports'>): number {
  if (service.drain) return service.drain.toSeconds();
  if (Object.keys(service.ports).length === 0) return 0;
  return Math.min(5, Math.floor(gracePeriod(service).toSeconds() / 2));
}

function strategy(given: ReleaseStrategy): JsonObject {
  if (given.kind === 'recreate') return { type: 'Recreate' };
  // Each colour is updated in place only before it is live, or for something else than its image.
  const { maxUnavailable, maxSurge } = given.kind === 'rolling' ? given : { maxUnavailable: 0, maxSurge: 1 };
  return { type: 'RollingUpdate', rollingUpdate: { maxUnavailable, maxSurge } };
}

/** A Deployment counts as failed after ten minutes without progress; a container that may start for longer needs more. */
function progressDeadline(health: Health<string> | undefined): JsonObject {
  const startup = health?.options.startup;
  const seconds = startup ? startup.toSeconds() : 0;
  return seconds > 540 ? { progressDeadlineSeconds: seconds + 60 } : {};
}
