import type { Construct } from 'constructs';
import type { JsonObject, Secret } from '../../../core';
import { KubernetesObject, stackOf } from '../../base';

/** Makes the ServiceAccount of a component: an identity without a token and with the stack's credentials for registries. */
export function addServiceAccount(
  scope: Construct,
  name: string,
  labels?: () => Readonly<Record<string, string>>,
): void {
  new KubernetesObject(scope, 'service-account', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    name,
    ...(labels && { labels }),
    body: (): JsonObject => {
      const secrets = imagePullSecrets(scope);
      return {
        ...(secrets.length > 0 && { imagePullSecrets: secrets.map((secret) => ({ name: secret.name })) }),
        automountServiceAccountToken: false,
      };
    },
  });
}

/** The credentials for registries of the stack that a construct stands in; a component contributes them as its secrets. */
export function imagePullSecrets(construct: Construct): readonly Secret[] {
  return stackOf(construct).settings.imagePullSecrets ?? [];
}
