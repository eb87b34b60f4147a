/**
 * On the control node only the postcondition counts: nothing is stamped. Other parts name in `needed` the variables that they use.
 */
export const controlNode = `note() {
  :
}

# need VARIABLE
need() {
  eval "[ -n \\"\\\${$1:-}\\" ]" && return 0
  case $1 in
  PLINTH_DESK) what='the folder that keeps what the control node has of an environment, such as keys and credentials' ;;
  PLINTH_PARCELS) what='a folder in memory by which steps give things to each other' ;;
  *) what='see the guide' ;;
  esac
  fail 1 "$step: the variable $1 is not set: $what. plinth apply sets it. Without Plinth set it yourself: docs/guide.md#apply."
}

# carry_out AMENDED SECONDS ONCE-OR-ALWAYS
carry_out() {
  # What parts of this script use, before any of it is used.
  for variable in \${needed-}; do
    need "$variable"
  done
  if [ "$3" = once ] && postcondition; then
    say 'plinth: satisfied'
    exit 0
  fi
  say "$title"
  take_actions "$2"
  if [ "$3" = always ] && [ -z "$changed" ]; then
    say 'plinth: satisfied'
  else
    say 'plinth: done'
  fi
}
`;
