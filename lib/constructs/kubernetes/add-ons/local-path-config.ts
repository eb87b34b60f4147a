import type { HostPool } from '../../hosts';

/** Where data goes on hosts that declare no volume: beside the folders of those that do. */
const folder = '/var/lib/plinth/volumes/local-path';

/**
 * The files of the provisioner's ConfigMap. Hosts that are not listed keep no data.
 *
 * https://github.com/rancher/local-path-provisioner/blob/v0.0.30/README.md#configuration
 */
export function localPathData(pools: readonly HostPool[], helperImage: string): Readonly<Record<string, string>> {
  const nodePathMap = pools.flatMap(({ hosts, volumes }) => {
    const paths = volumes.length > 0 ? volumes.map(({ path }) => path) : [folder];
    return hosts.map(({ name: node }) => ({ node, paths }));
  });
  return {
    // A line for each host, so that another one is one line more.
    'config.json': `{"nodePathMap": [\n${nodePathMap.map((entry) => JSON.stringify(entry)).join(',\n')}\n]}\n`,
    setup: script('mkdir -m 0777 -p "$VOL_DIR"'),
    teardown: script('rm -rf "$VOL_DIR"'),
    'helperPod.yaml': `${JSON.stringify(helperPod(helperImage), undefined, 2)}\n`,
  };
}

function script(line: string): string {
  return `#!/bin/sh\nset -eu\n${line}\n`;
}

/** The pod in which the scripts run, on the host where the folder is: also when its disk is full. JSON is YAML. */
function helperPod(image: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'helper-pod' },
    spec: {
      priorityClassName: 'system-node-critical',
      tolerations: [{ key: 'node.kubernetes.io/disk-pressure', operator: 'Exists', effect: 'NoSchedule' }],
      containers: [{ name: 'helper-pod', image, imagePullPolicy: 'IfNotPresent' }],
    },
  };
}
