/** Commands as words; what they print may hold secrets, so it stays where they run. */
export const commands = `# run CREATES WORD...: only where CREATES is missing, if it is given.
run() {
  if [ -n "$1" ] && [ -e "$1" ]; then
    say "  $1 is there"
    return 0
  fi
  shift
  log=$state/log/$(printf '%s' "$step" | tr / +)
  printf '%s\\n' "$*" >>"$log.out"
  say "  $*"
  "$@" >>"$log.out" 2>"$log.err" 9>&- || {
    code=$?
    fail 1 "$1 on $place ended with $code. All that it said is there in $log.out and $log.err; the end of it:$nl$(tail -n 12 "$log.err" | cut -c 1-800 | sed 's/^/  /')"
  }
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
