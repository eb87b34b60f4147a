/** Makes machines with OpenTofu: what it works with, and its state where the environment names no place for it, are on the desk. */
export const machines = `# make_machines FOLDER [OPTION...]
make_machines() {
  need PLINTH_DESK 'the folder that keeps what the control node has of an environment'
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
  (umask 077 && : >"$log")
  tofu -chdir="$folder" init -input=false -no-color >>"$log" 2>&1 && tofu -chdir="$folder" apply "$@" -input=false -auto-approve -no-color >>"$log" 2>&1 ||
    fail 1 "The machines in $folder cannot be made: $(grep -A 6 -e 'Error:' "$log" | head -n 20). All that was said is in $log."
  said=$(grep -e '^Apply complete' "$log")
  say "  $said"
  case $said in *' 0 added, 0 changed, 0 destroyed'*) ;; *) changed=yes ;; esac
}
`;

/** Brings the credentials of an administrator to the control node. */
export const kubeconfig = `fetched=''

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
  need PLINTH_DESK 'the folder that keeps what the control node has of an environment'
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
export const record = `# record WHAT: the list of objects, a line each, is what it reads.
record() {
  if [ -z "\${PLINTH_RECORD-}" ]; then
    say "  Nobody records this: the plan is not carried out by plinth apply. A later plan will not know what was applied."
    cat >/dev/null
    return 0
  fi
  said=$("$PLINTH_RECORD" "$1") || fail 1 "What is $1 cannot be recorded: $PLINTH_RECORD failed."
  [ "$said" = unchanged ] || changed=yes
}
`;
