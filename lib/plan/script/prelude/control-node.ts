/** On the control node only the postcondition counts: nothing is stamped. */
export const controlNode = `note() {
  :
}

# need VARIABLE WHAT
need() {
  eval "[ -n \\"\\\${$1:-}\\" ]" || fail 1 "$step: the variable $1 is not set: $2. plinth apply sets it."
}

# carry_out AMENDED SECONDS ONCE-OR-ALWAYS
carry_out() {
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
