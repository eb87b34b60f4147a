/** What every script has: how a step comes to its end, well or not. */
export const base = `set -u
umask 022
# A login by ssh does not look in all places where hosts keep programs.
PATH="$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/bin"
LC_ALL=C
export PATH LC_ALL
nl='
'
why=''     # of the probe that failed last
changed='' # what was changed here, if anything
parcel=''  # what is given to later steps, an entry a line: name, base64

say() {
  printf '%s\\n' "$*"
}

# fail CODE SENTENCE
fail() {
  printf 'plinth: %s\\n' "$2" >&2
  note failed
  exit "$1"
}

# Of a probe: says why it does not hold.
because() {
  why=$1
  return 1
}

# or_else PROBE: the reason of the probe before it stays.
or_else() {
  before=$why
  "$@" || because "$before; and $why"
}

# await SECONDS: until the postcondition holds.
await() {
  end=$(($(date +%s) + $1))
  pause=0.2
  until postcondition; do
    [ "$(date +%s)" -lt "$end" ] || fail 4 "$step on $place: within $1 s this did not come true: $why. See why, and apply again."
    sleep "$pause"
    pause=0.5
  done
}

# take_actions SECONDS
take_actions() {
  precondition || fail 3 "$step on $place cannot begin: $why."
  actions
  await "$1"
}

# entry NAME BASE64
entry() {
  parcel="$parcel$1 $2$nl"
}

has_given() {
  [ -n "$parcel" ] || because 'it has made nothing yet for later steps'
}

# brief TEXT: its last lines in one.
brief() {
  printf '%s' "$(printf '%s' "$1" | tail -n 3 | cut -c 1-500)" | tr '\\n' ' '
}
`;
