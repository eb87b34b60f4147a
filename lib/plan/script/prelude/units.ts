/** Units and commands. */
export const units = `# move_unit VERB UNIT
move_unit() {
  problem=$(systemctl "$1" -- "$2" 2>&1) || {
    said=''
    # What the unit itself said last matters where it was to run; set in, because it may begin as our own messages do.
    case $1 in start | restart | reload*) said=$(journalctl --unit="$2" --lines=8 --no-pager --output=cat 2>/dev/null | sed 's/^/  /') ;; esac
    fail 1 "systemctl $1 $2 on $place failed: $problem\${said:+$nl$said}"
  }
  say "  $1 $2"
}

# unit VERB UNIT
unit() {
  case $1 in
  start)
    case $(active_state "$2") in
    active) return 0 ;;
    esac
    move_unit start "$2"
    forget "$2"
    ;;
  restart)
    move_unit restart "$2"
    forget "$2"
    ;;
  enable)
    systemctl is-enabled --quiet -- "$2" 2>/dev/null || move_unit enable "$2"
    ;;
  *) move_unit "$1" "$2" ;;
  esac
}

read_units_anew() {
  problem=$(systemctl daemon-reload 2>&1) || fail 1 "systemd on $place cannot read its units anew: $problem."
}

# units_active UNIT...: one question for all.
units_active() {
  states=$(systemctl is-active -- "$@" 2>/dev/null)
  bad=''
  for name in "$@"; do
    now=\${states%%"$nl"*}
    [ "$now" = active ] || bad="\${bad:+$bad, }$name is \${now:-unknown}"
    case $states in *"$nl"*) states=\${states#*"$nl"} ;; *) states='' ;; esac
  done
  [ -z "$bad" ] || because "$bad"
}
`;
