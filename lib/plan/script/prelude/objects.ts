/** What is asked and told of the API server. */
export const objects = `[ -n "\${KUBECONFIG-}" ] || needed="\${needed-} PLINTH_DESK"
KUBECONFIG=\${KUBECONFIG:-\${PLINTH_DESK-}/kubeconfig}
export KUBECONFIG

# same_objects ARGUMENTS...: nothing differs from what the server would make of them.
same_objects() {
  problem=$(kubectl diff --server-side --field-manager=plinth "$@" 2>&1)
  code=$?
  [ "$code" -ne 0 ] || return 0
  [ "$code" -eq 1 ] || because "kubectl diff: $(brief "$problem")" || return 1
  because "these differ: $(printf '%s' "$(printf '%s\\n' "$problem" | sed -n 's|^diff .*/||p')" | tr '\\n' ' ')"
}

# list_kinds: it fails where anybody who extends the API is away, and lists all others nevertheless. One that lists
# not even pods tells nothing.
list_kinds() {
  tries=0
  until
    known=$(kubectl api-resources --output=name 2>&1)
    printf '%s\\n' "$known" | grep -q -x -F -e pods
  do
    tries=$((tries + 1))
    [ "$tries" -lt 5 ] || because "kubectl api-resources: $(brief "$known")" || return 1
    sleep 1
  done
}

# knows_kinds LIST NAME...: the names are those of definitions, and the list says where they are to be had.
knows_kinds() {
  list=$1
  shift
  list_kinds || return 1
  unknown=''
  for name in "$@"; do
    printf '%s\\n' "$known" | grep -q -x -F -e "$name" || unknown="$unknown $name"
  done
  [ -z "$unknown" ] || because "the cluster does not know$unknown, which this environment does not bring. $list says where the definitions are, and their digests: fetch each, compare it, kubectl apply --server-side -f FILE, and apply again"
}

# apply_objects ARGUMENTS...
apply_objects() {
  tries=0
  until said=$(kubectl apply --server-side --field-manager=plinth "$@" 2>&1); do
    tries=$((tries + 1))
    case $said in
    # Who it is stands before what could be done about it.
    *' conflict'*) fail 1 "Somebody else owns fields of what is to be applied, and they are not taken: $(brief "$(printf '%s' "$said" | sed '/^Please review/,$d')"). Let whoever it is give them up, or take them out of what is declared." ;;
    esac
    is_momentary "$said" && [ "$tries" -lt 20 ] || fail 1 "kubectl apply: $(printf '%s' "$said" | tail -n 8 | cut -c 1-800)"
    sleep 1
  done
  # Warnings, such as of kinds that are going away.
  printf '%s' "$said" | grep -v -e ' serverside-applied$' | cut -c 1-400
}

# clear FILE: what cannot be changed into what the file says is deleted, and made anew when it is applied.
clear() {
  said=$(kubectl apply --server-side --field-manager=plinth --dry-run=server --filename="$1" 2>&1) && return 0
  case $said in *'field is immutable'*) ;; *) return 0 ;; esac
  said=$(kubectl delete --filename="$1" --ignore-not-found --cascade=foreground 2>&1) || fail 1 "What $1 declares cannot be replaced: $(brief "$said")"
  say "  $(printf '%s' "$said" | head -n 1), to be made anew"
}

# is_rolled_out NAMESPACE OBJECT
is_rolled_out() {
  said=$(kubectl rollout status --namespace "$1" --timeout=5s "$2" 2>&1) || because "$2 in $1: $(brief "$said")"
}

# nodes_of NAMESPACE SELECTOR: a line for each pod that is to stay, its node and its name.
nodes_of() {
  kubectl get pods --namespace "$1" --selector "$2" --output=go-template='{{range .items}}{{if and .spec.nodeName (not .metadata.deletionTimestamp)}}{{.spec.nodeName}} {{.metadata.name}}{{"\\n"}}{{end}}{{end}}'
}

# is_spread NAMESPACE OBJECT SELECTOR
is_spread() {
  is_rolled_out "$1" "$2" || return 1
  nodes=$(nodes_of "$1" "$3" 2>&1) || because "kubectl get pods in $1: $(brief "$nodes")" || return 1
  [ -n "$nodes" ] || because "$2 in $1 has no pods on any node" || return 1
  nodes=$(printf '%s\\n' "$nodes" | cut -d ' ' -f 1)
  [ "$(printf '%s\\n' "$nodes" | wc -l)" -eq 1 ] || [ "$(printf '%s\\n' "$nodes" | sort -u | wc -l)" -gt 1 ] ||
    because "all pods of $2 in $1 are on $(printf '%s' "$nodes" | head -n 1)"
}

# spread NAMESPACE OBJECT SELECTOR: of the pods on one node the first stays.
spread() {
  for pod in $(nodes_of "$1" "$3" 2>/dev/null | awk 'seen[$1]++ { print $2 }'); do
    kubectl delete pod --namespace "$1" --ignore-not-found --wait=false "$pod" >/dev/null || fail 1 "The pod $pod of $2 in $1 cannot be removed."
    say "  $pod goes to another node"
  done
}

# is_complete NAMESPACE JOB
is_complete() {
  said=$(kubectl wait --namespace "$1" --for=condition=complete --timeout=5s "$2" 2>&1) || because "$2 in $1: $(brief "$said")"
}

# nodes_ready NODE...
nodes_ready() {
  said=$(kubectl wait --for=condition=Ready --timeout=5s "$@" 2>&1) || because "$(brief "$(printf '%s' "$said" | grep -v 'condition met')")"
}

# have_joined NODE...: asked on a control host.
have_joined() {
  kubectl --kubeconfig /etc/kubernetes/admin.conf get --output=name "$@" >/dev/null 2>&1 || because "not all of $* are nodes of the cluster"
}

# is_gone NAMESPACE KIND NAME: a kind that is gone has no objects.
is_gone() {
  said=$(kubectl get --namespace "$1" --ignore-not-found --output=name "$2" "$3" 2>&1) && [ -z "$said" ] && return 0
  case $said in *"doesn't have a resource type"*) return 0 ;; esac
  because "$2 $3: $(brief "$said")"
}

# delete NAMESPACE KIND NAME
delete() {
  said=$(kubectl delete --namespace "$1" --ignore-not-found --wait=false "$2" "$3" 2>&1) || case $said in
  *"doesn't have a resource type"*) ;;
  *) fail 1 "$2 $3 cannot be removed: $(brief "$said")" ;;
  esac
  say "  removed $2 $3"
}
`;
