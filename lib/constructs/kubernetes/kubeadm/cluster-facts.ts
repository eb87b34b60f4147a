import type { ClusterFacts, NodeFacts } from '../../../assembly';
import { storageClasses } from '../storage';
import type { ClusterSettings } from './cluster-settings';

/** What environments rely on. */
export function clusterFacts(settings: ClusterSettings): ClusterFacts {
  const { name, version, props, podRange, serviceRange, control, workers } = settings;
  return {
    name,
    version,
    enforcer: props.network.enforcer.name,
    podRange,
    serviceRange,
    apiServer: control.map(({ address }) => `${address}/${address.includes(':') ? '128' : '32'}`),
    storageClasses: storageClasses(props.storage, workers),
    ingress: props.ingress?.facts ?? { kind: 'none' },
    metrics: settings.metrics,
    ...(props.registries && { registries: props.registries }),
    nodes: nodeFacts(settings),
    dns: { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' } },
  };
}

function nodeFacts({ workers, props }: ClusterSettings): NodeFacts {
  const zones = new Set(workers.flatMap(({ zone }) => zone ?? []));
  const pools = new Set(workers.map(({ pool }) => pool.name));
  const labels = [...pools].flatMap((pool) => Object.entries(props.nodeLabels?.[pool] ?? {}));
  return {
    count: workers.length,
    zones: [...zones].sort(),
    labels: [...new Set(labels.map(([key, value]) => `${key}=${value}`))].sort(),
  };
}
