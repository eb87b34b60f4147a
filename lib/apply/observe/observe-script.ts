import { shellWord } from '../run/shell-word';

/** Where Plinth keeps what it knows on hosts. */
export const stateFolder = '/var/lib/plinth';

/** Where binaries of hosts are that a login by ssh does not look in. */
export const hostPath = 'PATH="$PATH:/opt/bin:/usr/local/bin:/usr/local/sbin:/usr/sbin:/sbin"; export PATH';

/** The name of the object in which a cluster keeps what an environment has applied. */
export function recordName(environment: string): string {
  return `plinth-${environment}`;
}

/** The namespace of that object, and of the lock of environments without hosts. */
export const recordNamespace = 'kube-system';

/**
 * Tells what a host knows of Plinth: steps that were carried out, what is deployed, who holds the lock, and on control hosts
 * what was applied to the cluster. It changes nothing. One fact a line, its parts divided by tabs; `end` when all was told.
 */
export function observeScript(environment: string): string {
  const configMap = ['-n', recordNamespace, 'get', 'configmap', recordName(environment)].map(shellWord).join(' ');
  return [
    hostPath,
    `cd ${stateFolder} 2>/dev/null && {`,
    `  [ -d steps ] && find steps -type f ! -name '*.new' | while read -r f; do printf 'step\\t%s\\t%s\\n' "\${f#steps/}" "$(head -n 1 "$f")"; done`,
    `  [ -f deployed/record.json ] && printf 'deployed\\t%s\\n' "$(base64 < deployed/record.json | tr -d '\\n')"`,
    `  [ -f lock/holder ] && printf 'lock\\t%s\\n' "$(base64 < lock/holder | tr -d '\\n')"`,
    '}',
    'if [ -f /etc/kubernetes/admin.conf ] && command -v kubectl > /dev/null; then',
    `  inventory="$(kubectl --kubeconfig /etc/kubernetes/admin.conf --request-timeout=5s ${configMap} --ignore-not-found -o 'jsonpath={.data.inventory}' 2>/dev/null)" &&`,
    `    [ -n "$inventory" ] && printf 'inventory\\t%s\\n' "$(printf %s "$inventory" | base64 | tr -d '\\n')"`,
    'fi',
    'echo end',
    '',
  ].join('\n');
}
