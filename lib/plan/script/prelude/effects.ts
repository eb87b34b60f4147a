/** What was changed under something that runs, and is not in effect yet. */
export const effects = `active_state() {
  systemctl show --property=ActiveState --value -- "$1"
}

# mark KEY EFFECT...: units that do not run read everything anew when they start.
mark() {
  key=$1
  shift
  case $1 in
  restart | reload)
    case $(active_state "$2") in active | activating | reloading | refreshing) ;; *) return 0 ;; esac
    ;;
  reboot)
    read -r boot </proc/sys/kernel/random/boot_id
    set -- reboot "$boot"
    ;;
  esac
  # An empty one would say that something waits, and not for what.
  printf '%s\\n' "$*" >"$state/marker.new" && sync "$state/marker.new" && mv -f "$state/marker.new" "$state/pending/$key" ||
    fail 1 "$state/pending on $place cannot be written. Is the disk full?"
}

# forget UNIT: it has just been started.
forget() {
  for marker in "$state"/pending/*; do
    [ -e "$marker" ] || continue
    read -r verb unit <"$marker"
    case $verb in restart | reload) [ "$unit" != "$1" ] || rm -f "$marker" ;; esac
  done
}

# is_pending KEY: a host that was started since then has read everything.
is_pending() {
  [ -e "$state/pending/$1" ] || return 1
  read -r verb rest <"$state/pending/$1"
  [ "$verb" = reboot ] || return 0
  read -r boot </proc/sys/kernel/random/boot_id
  [ "$rest" = "$boot" ]
}

# in_effect KEY...
in_effect() {
  for key in "$@"; do
    ! is_pending "$key" || because "a change waits for its effect: \${verb:-restart} $rest" || return 1
  done
}

# effect_on UNIT KEY...: the strongest that any of them asks for, once. One that was cut off asks for a restart.
effect_on() {
  target=$1 strongest=''
  shift
  for key in "$@"; do
    [ -e "$state/pending/$key" ] || continue
    read -r verb unit <"$state/pending/$key"
    case $verb in
    restart | '') strongest=restart ;;
    reload) strongest=\${strongest:-reload-or-restart} ;;
    esac
  done
  [ -n "$strongest" ] || return 0
  move_unit "$strongest" "$target"
  for key in "$@"; do
    rm -f "$state/pending/$key"
  done
}

# effect_run KEYS WORD...: once for all of them.
effect_run() {
  keys_here=$1 found=''
  shift
  for key in $keys_here; do
    [ ! -e "$state/pending/$key" ] || found=yes
  done
  [ -n "$found" ] || return 0
  run '' "$@"
  for key in $keys_here; do
    rm -f "$state/pending/$key"
  done
}

# effect_reboot KEY...
effect_reboot() {
  for key in "$@"; do
    # Of one that was cut off nobody knows before which start it was made.
    [ ! -e "$state/pending/$key" ] || [ -s "$state/pending/$key" ] || mark "$key" reboot
    ! is_pending "$key" || fail 1 "A change on $place is read only when it starts. Restart it, one host at a time, and apply again."
    rm -f "$state/pending/$key"
  done
}
`;
