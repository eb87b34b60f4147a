/** Secrets on the control node: in memory, and never printed. */
export const settling = `needed="\${needed-} PLINTH_PARCELS"

# prepare_parcels FILE...: they hold what this run gives, and nothing of an earlier one.
prepare_parcels() {
  umask 077
  for file in "$@"; do
    : >"$PLINTH_PARCELS/$file" || fail 1 "$PLINTH_PARCELS/$file cannot be written."
  done
}

# settle ENTRY PATH HOST FILE...: in value is what hosts have; where none has it, it ends with 1.
settle() {
  name=$1 path=$2 found='' holder=''
  shift 2
  while [ $# -gt 0 ]; do
    was_asked "$1" "$2"
    value=$(sed -n "s|^$name ||p" "$PLINTH_PARCELS/$2") || fail 1 "$PLINTH_PARCELS/$2 cannot be read."
    if [ -n "$value" ]; then
      [ -z "$found" ] || [ "$found" = "$value" ] || fail 1 "$path differs between $holder and $1, and all hosts must have the same. Find out which one is right, and remove the other."
      found=$value holder=$1
    fi
    shift 2
  done
  value=$found
  [ -n "$found" ]
}

# random_value BYTES
random_value() {
  value=$(openssl rand -base64 "$1" | tr -d '\\n') && [ -n "$value" ] || fail 1 "openssl rand gives no random bytes."
}

# hand ENTRY FILE...: value goes into these parcels.
hand() {
  name=$1
  shift
  [ -n "$value" ] || return 0
  for file in "$@"; do
    printf '%s %s\\n' "$name" "$value" >>"$PLINTH_PARCELS/$file" || fail 1 "$PLINTH_PARCELS/$file cannot be written."
  done
}

# take ENTRY FILE PATH...: the first of the paths below the folder of secrets that is there.
take() {
  name=$1 file=$2 places=''
  shift 2
  for path in "$@"; do
    if [ -n "\${PLINTH_SECRETS-}" ] && [ -s "$PLINTH_SECRETS/$path" ]; then
      value=$(base64 --wrap=0 <"$PLINTH_SECRETS/$path") || fail 1 "$PLINTH_SECRETS/$path cannot be read."
      hand "$name" "$file"
      return 0
    fi
    places="\${places:+$places or }$path"
  done
  missing="$missing$nl  $places"
}

complain_of_missing_files() {
  [ -z "$missing" ] || fail 1 "These secret files must be given, and are not below \${PLINTH_SECRETS:-any folder of secrets: give one with --secrets, or PLINTH_SECRETS without Plinth (docs/guide.md#apply)}:$missing"
}
`;
