/**
 * Ends the sandboxes of one of the control plane's pods on this host: the kubelet makes them anew, with the files as they are now.
 * https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
 */
export function restartScript(crictl: string): string {
  return `#!/bin/sh
# Usage: restart-static-pod kube-apiserver
set -eu
for pod in $(${crictl} pods --quiet --state ready --namespace kube-system --label "component=$1"); do
  ${crictl} stopp "$pod"
done
`;
}
