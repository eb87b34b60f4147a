import { recordName, recordNamespace } from '../observe/observe-script';
import { shellWord } from '../run/shell-word';

/**
 * For awk, of the list that is recorded and the lines that come. An object is the same in whatever version of its group it was
 * written, and no name of one has a brace.
 */
const mergingProgram = `
function key(entry) {
  if (!sub(/\\/[^"]*"/, "\\"", entry)) sub(/"apiVersion":"[^"]*"/, "\\"apiVersion\\":\\"\\"", entry)
  return entry
}
function add(entry) {
  if (key(entry) in known) return
  known[key(entry)] = 1
  printf "%s%s", (count++ ? "," : ""), entry
}
BEGIN { printf "[" }
!comes { before = before $0; next }
/^forget / { known[key(substr($0, 8))] = 1; next }
/^[{]/ { add($0) }
END {
  sub(/^[^[]*/, "", before)
  if (before ~ /^\\[[{].*[}]\\]$/) {
    size = split(substr(before, 3, length(before) - 4), kept, "},[{]")
    for (at = 1; at <= size; at++) add("{" kept[at] "}")
  }
  print "]"
}
`;

/**
 * What steps call to record, as `intent` or as `deployed`, the objects of an environment, a line of JSON each: it writes them to an
 * object in the cluster, where every desk finds what a later plan may remove.
 *
 * What is recorded and not on the list stays on it: a plan that could not ask the cluster knows nothing of it, and objects that
 * were not removed are to be found again. A line `forget` with an object says that it is there no more.
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
    `kubectl get configmap ${name} --namespace ${recordNamespace} --ignore-not-found -o jsonpath='{.data.digest} {.data.state} {.data.inventory}' > "$list.now"`,
    `awk '${mergingProgram}' "$list.now" comes=1 - > "$list"`,
    // What is recorded as deployed already is not written anew: a run that changes nothing leaves no trace.
    `printf '%s deployed %s\\n' ${shellWord(to)} "$(cat "$list")" > "$list.wanted"`,
    `if [ "$(cat "$list.now")" = "$(cat "$list.wanted")" ]; then echo unchanged; exit 0; fi`,
    `kubectl create configmap ${name} --namespace ${recordNamespace} --from-file=inventory="$list" \\`,
    `  --from-literal=digest=${shellWord(to)} --from-literal=state="$1" --dry-run=client -o yaml > "$list.yaml"`,
    'kubectl apply --server-side --field-manager plinth -f "$list.yaml" > "$list"',
    '',
  ].join('\n');
}
