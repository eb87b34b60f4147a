/** What is different on hosts: a lock, a stamp of what was carried out, a journal. */
export const host = `state=/var/lib/plinth

# note RESULT: a line of the host's journal.
note() {
  [ -n "$began" ] || return 0
  printf '{"time":"%s","step":"%s","digest":"%s","result":"%s","seconds":%s}\\n' \\
    "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$step" "$digest" "$1" "$(($(date +%s) - began))" >>"$state/journal.jsonl"
}

# finish RESULT
finish() {
  printf '%s\\n' "$digest" >"$stamp.new" && mv -f "$stamp.new" "$stamp" || fail 1 "$stamp on $place cannot be written. Is the disk full?"
  note "$1"
  if [ "$gives" = yes ]; then
    say '-----BEGIN PLINTH PARCEL-----'
    printf '%s' "$parcel" | base64
    say '-----END PLINTH PARCEL-----'
  fi
  say "plinth: $1"
  exit 0
}

# carry_out AMENDED SECONDS ONCE-OR-ALWAYS
carry_out() {
  began=''
  [ "$(id -u)" = 0 ] || fail 1 "$step on $place is for root, and this is $(id -un). Let sudo run it."
  exec 9>/run/plinth.lock
  flock --wait 300 9 || fail 1 "$step on $place: for 5 minutes another run has held /run/plinth.lock. See which process it is: fuser /run/plinth.lock."
  began=$(date +%s)
  stamp=$state/steps/$step
  mkdir -p "$state/pending" "$state/log" "\${stamp%/*}" || fail 1 "$state on $place cannot be written."
  chmod 0700 "$state/log"
  carried=''
  [ ! -e "$stamp" ] || read -r carried <"$stamp"
  if [ -n "$carried" ] && [ "$carried" != "$digest" ]; then
    [ "$1" = again ] || fail 5 "$step was carried out on $place before, as $carried, and is $digest now. It is not done again, because that would not bring the difference into effect, or would break what runs. Take the change back, or make the host anew."
    say 'What was carried out here before is another form of this step.'
  elif [ "$3" = once ] && postcondition; then
    finish satisfied
  fi
  say "$title"
  take_actions "$2"
  if [ "$3" = always ] && [ -z "$changed" ]; then
    finish satisfied
  fi
  finish 'done'
}
`;
