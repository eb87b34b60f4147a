import type { Construct } from 'constructs';
import type { JsonObject } from '../../core';
import { KubernetesObject } from '../base';
import type { Scale } from './scale';

/** Makes the HorizontalPodAutoscaler of a Deployment, of the same name. */
export function addAutoscaler(scope: Construct, id: string, deployment: string, scale: Scale): void {
  if (!scale.isAutomatic) return;
  new KubernetesObject(scope, id, {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    name: deployment,
    body: () => ({
      spec: {
        scaleTargetRef: { kind: 'Deployment', name: deployment, apiVersion: 'apps/v1' },
        minReplicas: scale.min,
        maxReplicas: scale.max,
        metrics: metrics(scale),
      },
    }),
  });
}

function metrics({ targets }: Scale): readonly JsonObject[] {
  const effective = Object.keys(targets).length === 0 ? { cpu: 80 } : targets;
  return Object.entries(effective).map(([name, averageUtilization]) => ({
    type: 'Resource',
    resource: { name, target: { type: 'Utilization', averageUtilization } },
  }));
}
