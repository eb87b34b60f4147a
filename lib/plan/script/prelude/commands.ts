/** Commands as words; what they print may hold secrets, so it stays where they run. */
export const commands = `# begun PATH: the mark of a command that makes it and has not ended yet.
begun() {
  printf '%s/begun/%s' "$state" "$(printf '%s' "$1" | tr / +)"
}

# is_half_made PATH
is_half_made() {
  [ -e "$1" ] && [ -e "$(begun "$1")" ]
}

# is_made PATH
is_made() {
  [ -e "$1" ] || because "$1 is not there" || return 1
  [ ! -e "$(begun "$1")" ] || because "what makes $1 began here and did not come to its end"
}

# cannot_go_on PATH WORD...: the words take back what was left.
cannot_go_on() {
  half=$1
  shift
  fail 1 "What makes $half began on $place before and did not come to its end, and it cannot begin again on top of what it left. Take that back\${1:+ there: $*. If $place is a node already: kubectl delete node $place}. Then apply again."
}

# run CREATES WORD...: only where CREATES is missing, if it is given.
run() {
  if [ -n "$1" ] && [ -e "$1" ]; then
    say "  $1 is there"
    return 0
  fi
  run_on "$@"
}

# run_on CREATES WORD...: also on top of what an earlier run of it left.
run_on() {
  made=$1
  mark=''
  if [ -n "$made" ]; then
    mark=$(begun "$made")
    # Whoever loses power now must be seen to have begun.
    mkdir -p "$state/begun" && : >"$mark" && sync "$mark" "$state/begun" || fail 1 "$mark on $place cannot be written. Is the disk full?"
  fi
  shift
  log=$state/log/$(printf '%s' "$step" | tr / +)
  printf '%s\\n' "$*" >>"$log.out"
  say "  $*"
  "$@" >>"$log.out" 2>"$log.err" 9>&- || {
    code=$?
    # What failed before it made anything leaves nothing half done.
    [ -e "$made" ] || [ -z "$mark" ] || rm -f "$mark"
    fail 1 "$1 on $place ended with $code. All that it said is there in $log.out and $log.err; the end of it:$nl$(tail -n 12 "$log.err" | cut -c 1-800 | sed 's/^/  /')"
  }
  [ -z "$mark" ] || rm -f "$mark"
}

# succeeds WORD...
succeeds() {
  said=$(timeout 20 "$@" 2>&1 >/dev/null 9>&-) && return 0
  code=$?
  because "$1 ends with $code\${said:+: $(brief "$said")}"
}

exists() {
  [ -e "$1" ] || because "$1 is not there"
}

# is_host NAME
is_host() {
  name=$(uname -n)
  case $name in "$1" | "$1".*) return 0 ;; esac
  because "this machine calls itself $name, and the step is for $1. If its address is right, the machine is another one, or was not made from its boot document"
}

# has_space PATH MEBIBYTES
has_space() {
  near=$1
  while [ ! -e "$near" ]; do near=\${near%/*}; near=\${near:-/}; done
  free=$(($(stat --file-system --format='%a * %S' -- "$near") / 1048576))
  [ "$free" -ge "$2" ] || because "$free MiB are free at $1, and $2 MiB are needed"
}
`;
