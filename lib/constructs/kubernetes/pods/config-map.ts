import type { Construct } from 'constructs';
import { KubernetesObject } from '../../base';
import { configData, configMapName, type Files } from './files';

/** Makes the ConfigMap of a component's files, which are asked for when everything is known. */
export function addConfigMap(scope: Construct, component: string, files: () => Files): KubernetesObject {
  return new KubernetesObject(scope, 'config', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: configMapName(component),
    body: () => ({ data: configData(files(), scope) }),
  });
}
