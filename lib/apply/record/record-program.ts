import { recordName, recordNamespace } from '../observe/observe-script';
import { shellWord } from '../run/shell-word';

/**
 * What steps call to record, as `intent` or as `deployed`, the objects of an environment, a line of JSON each: it writes them to an
 * object in the cluster, where every desk finds what a later plan may remove.
 *
 * It prints `unchanged` where all of it is recorded as deployed already.
 *
 * @param to - digest of what the plan leads to
 */
export function recordProgram(environment: string, to: string): string {
  const name = shellWord(recordName(environment));
  return [
    '#!/bin/sh',
    '# Made by Plinth for one run: records what is applied.',
    'set -eu',
    `list=$(mktemp "\${PLINTH_PARCELS:?}/inventory.XXXXXX")`,
    `trap 'rm -f "$list" "$list".*' EXIT`,
    `awk 'BEGIN { printf "[" } NR > 1 { printf "," } { printf "%s", $0 } END { print "]" }' > "$list"`,
    // What is recorded as deployed already is not written anew: a run that changes nothing leaves no trace.
    `kubectl get configmap ${name} --namespace ${recordNamespace} --ignore-not-found -o jsonpath='{.data.digest} {.data.state} {.data.inventory}' > "$list.now"`,
    `printf '%s deployed %s\\n' ${shellWord(to)} "$(cat "$list")" > "$list.wanted"`,
    `if [ "$(cat "$list.now")" = "$(cat "$list.wanted")" ]; then echo unchanged; exit 0; fi`,
    `kubectl create configmap ${name} --namespace ${recordNamespace} --from-file=inventory="$list" \\`,
    `  --from-literal=digest=${shellWord(to)} --from-literal=state="$1" --dry-run=client -o yaml > "$list.yaml"`,
    'kubectl apply --server-side --field-manager plinth -f "$list.yaml" > "$list"',
    '',
  ].join('\n');
}
