/**
 * Makes machines with OpenTofu: what it works with, and its state where the environment names no place for it, are on the desk.
 *
 * What it would do is read before it does it, a JSON object a line: https://opentofu.org/docs/internals/machine-readable-ui/.
 * Quotes inside of a JSON string have a backslash before them: what is looked for cannot stand in a value.
 */
export const machines = `needed="\${needed-} PLINTH_DESK"

# make_machines FOLDER [OPTION...]
make_machines() {
  folder=$1
  shift
  if [ -n "\${PLINTH_MACHINES-}" ]; then
    # A folder of its own, which keeps what is worked with and the state.
    folder=$PLINTH_MACHINES
    set --
  else
    TF_DATA_DIR=$PLINTH_DESK/machines
    export TF_DATA_DIR
  fi
  log=$PLINTH_DESK/machines.log
  plan=$PLINTH_DESK/machines.plan
  (umask 077 && : >"$log")
  tofu -chdir="$folder" init -input=false -no-color >>"$log" 2>&1 || machines_refused
  planned=$(umask 077 && tofu -chdir="$folder" plan "$@" -input=false -out="$plan" -json 2>>"$log") || {
    printf '%s\\n' "$planned" | told_errors >>"$log"
    machines_refused
  }
  printf '%s\\n' "$planned" >>"$log"
  keep_machines "$planned" "$@"
  tofu -chdir="$folder" apply "$@" -input=false -no-color "$plan" >>"$log" 2>&1 || machines_refused
  rm -f "$plan"
  said=$(grep -e '^Apply complete' "$log")
  say "  $said"
  case $said in *' 0 added, 0 changed, 0 destroyed'*) ;; *) changed=yes ;; esac
}

machines_refused() {
  rm -f "$plan"
  fail 1 "The machines in $folder cannot be made: $(grep -A 6 -e 'Error:' "$log" | head -n 20). All that was said is in $log."
}

# Errors as people read them, from JSON.
told_errors() {
  sed -n -E 's/^\\{"@level":"error",.*"summary":"(([^"\\\\]|\\\\.)*)","detail":"(([^"\\\\]|\\\\.)*)".*/Error: \\1: \\3/p' |
    sed -E 's/\\\\n/ /g; s/\\\\(.)/\\1/g'
}

# going JSON: the addresses of what would be taken away, a line each; a replacement takes away as well.
going() {
  printf '%s\\n' "$1" |
    sed -n -E '/"action":"(delete|replace)".*"type":"planned_change"/ s/.*"addr":"(([^"\\\\]|\\\\.)*)".*/\\1/p' |
    sed -E 's/\\\\(.)/\\1/g' | sort
}

# keep_machines JSON [OPTION...]: refuses what would take anything away, and what does not say in its sum that it would not.
# A rule of a security group holds nothing, and goes as the ports that it opens go.
keep_machines() {
  all=$(going "$1")
  doomed=$(printf '%s' "$all" | grep -v -e '^openstack_networking_secgroup_rule_v2\\.' | tr '\\n' ',' | sed 's/,$//; s/,/, /g')
  sum=$(printf '%s\\n' "$1" | grep -e '"type":"change_summary"')
  known=$(printf '%s' "$all" | grep -c -e .)
  shift
  case $sum in *"\\"remove\\":$known,"* | *"\\"remove\\":$known}"*) [ -n "$doomed" ] || return 0 ;; esac
  rm -f "$plan"
  by_hand="\${TF_VAR_boot:+TF_VAR_boot='$TF_VAR_boot' }\${TF_DATA_DIR:+TF_DATA_DIR='$TF_DATA_DIR' }tofu -chdir='$folder' apply\${*:+ $*}"
  fail 1 "OpenTofu would destroy \${doomed:-something that it does not name}, for it is not declared any more, or only otherwise. The disks of a machine go with it, and its address with a port, so no step does that. Declare it as it was. Where nobody needs what is there, take it away by hand and read what is asked: $by_hand. Then apply again."
}
`;

/** Brings the credentials of an administrator to the control node. */
export const kubeconfig = `needed="\${needed-} PLINTH_DESK"
fetched=''

# fetch_from HOST PATH ADDRESS USER PORT: unless another host gave it already.
fetch_from() {
  [ -z "$fetched" ] || return 0
  read_it="if [ \\"\\$(id -u)\\" = 0 ]; then cat '$2'; else sudo -n cat '$2'; fi"
  if [ -n "\${PLINTH_SSH_CONFIG-}" ]; then
    fetched=$(ssh -F "$PLINTH_SSH_CONFIG" "$1" "$read_it" 2>/dev/null) || fetched=''
  else
    fetched=$(ssh -o BatchMode=yes -o ConnectTimeout=10 -p "$5" "\${4:+$4@}$3" "$read_it" 2>/dev/null) || fetched=''
  fi
}

# keep_kubeconfig PATH HOST...
keep_kubeconfig() {
  path=$1
  shift
  [ -n "$fetched" ] || fail 1 "None of $* gives $path by ssh. See whether the control plane was begun, and whether ssh lets us in."
  kept=$PLINTH_DESK/kubeconfig
  if [ "$(cat "$kept" 2>/dev/null)" = "$fetched" ]; then
    return 0
  fi
  (umask 077 && printf '%s\\n' "$fetched" >"$kept.new") && mv -f "$kept.new" "$kept" || fail 1 "$kept cannot be written."
  changed=yes
  say "  $kept"
}
`;

/** Hands over what is recorded to whoever carries the plan out. */
export const record = `forgotten=''

# forget_object JSON: it is on the list no more.
forget_object() {
  forgotten="\${forgotten}forget $1$nl"
}

# record WHAT: the list of objects, a line each, is what it reads.
record() {
  list=$(cat)
  if [ -z "\${PLINTH_RECORD-}" ]; then
    say "  Nobody records this: the plan is not carried out by plinth apply. A later plan will not know what was applied."
    return 0
  fi
  tries=0
  until said=$(printf '%s' "\${list:+$list$nl}$forgotten" | "$PLINTH_RECORD" "$1" 2>&1); do
    tries=$((tries + 1))
    is_momentary "$said" && [ "$tries" -lt 20 ] || fail 1 "What is $1 cannot be recorded: $PLINTH_RECORD: $(brief "$said")"
    sleep 1
  done
  # Warnings stand before it.
  case "$nl$said" in *"\${nl}unchanged") ;; *) changed=yes ;; esac
}
`;
