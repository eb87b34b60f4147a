import { ApiObject } from 'cdk8s';
import { Environment, Stack } from '../../lib/constructs/base';
import { KubernetesCluster } from '../../lib/constructs/kubernetes';
import { App } from '../../lib/program';

export interface Shop {
  readonly app: App;
  readonly lab: Environment;
  readonly shop: Stack;
}

/** A tiny environment with two ConfigMaps. */
export function shopIn(app: App, name = 'lab'): Shop {
  const lab = new Environment(app, name);
  KubernetesCluster.existing(lab, 'cluster', { version: '1.36', enforcer: 'calico' });
  const shop = new Stack(lab, 'shop');
  configMap(shop, 'cart', { colour: 'blue', size: '3' });
  configMap(shop, 'checkout', { colour: 'green', size: '3' });
  return { app, lab, shop };
}

export const shop = (): Shop => shopIn(new App());

export function configMap(stack: Stack, name: string, data: Readonly<Record<string, string>>): ApiObject {
  return new ApiObject(stack, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, ...{ data } });
}

/** The message with which something fails. */
export function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('nothing was thrown');
}
