/** Keys that are made where they are used, and certificates that come for them. */
export const certificates = `# fits CERTIFICATE KEY USER AUTHORITY-FILE SECONDS NAMES
fits() {
  [ -s "$1" ] || because "$1 is missing" || return 1
  [ -s "$2" ] || because "$2, the key of $1, is missing" || return 1
  told=$(openssl x509 -in "$1" -noout -pubkey -subject -nameopt RFC2253 -ext subjectAltName,extendedKeyUsage 2>/dev/null) ||
    because "$1 is no certificate" || return 1
  public=$(openssl pkey -in "$2" -pubout 2>/dev/null) || because "$2 is no private key" || return 1
  case "$told" in *"$public"*) ;; *) because "$1 is not the certificate of the key $2" || return 1 ;; esac
  names=$(printf '%s' "\${told%%"$public"*}\${told#*"$public"}" | tr -d ' \\n')
  [ "$names" = "$6" ] || because "$1 is for $names, and is to be for $6" || return 1
  openssl x509 -in "$1" -noout -checkend "$5" >/dev/null || because "$1 ends in less than $(($5 / 86400)) days" || return 1
  [ -z "$4" ] || openssl verify -CAfile "$4" "$1" >/dev/null 2>&1 || because "$1 is not signed by the authority in $4" || return 1
}

# is_kept CERTIFICATE KEY USER: modes and owners.
is_kept() {
  [ "$(stat --format='%a %U' -- "$1" "$2" 2>/dev/null | tr '\\n' ,)" = "644 $3,600 $3," ] || because "$1 is not 0644 or its key $2 not 0600, both of $3"
}

# is_requested CERTIFICATE KEY USER AUTHORITY-FILE SECONDS NAMES
is_requested() {
  fits "$@" || [ -s "$2.plinth-new" ] || because "no key waits for the certificate $1"
}

# request NAME SUBJECT CERTIFICATE KEY USER AUTHORITY-FILE SECONDS NAMES
request() {
  name=$1 subject=$2
  shift 2
  fresh=$2.plinth-new
  if fits "$@"; then
    rm -f "$fresh"
    return 0
  fi
  say "  $why"
  # The key that is in use stays until its certificate comes.
  if [ ! -s "$fresh" ]; then
    mkdir -p "\${2%/*}" && (umask 077 && openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$fresh.part" 2>/dev/null) &&
      chown "$3:" "$fresh.part" && sync "$fresh.part" && mv -f "$fresh.part" "$fresh" || fail 1 "$fresh on $place cannot be made. See whether the disk is full, and whether there is a user $3."
    changed=yes
  fi
  asked=$(openssl req -new -key "$fresh" -subj "$subject" 2>/dev/null) || fail 1 "$fresh on $place is no key. Remove it, and apply again."
  entry "request/$name" "$(printf '%s\\n' "$asked" | base64 --wrap=0)"
}

# trusted AUTHORITY FILE: which authority is believed here already.
trusted() {
  if [ ! -s "$2" ]; then
    entry "wants/$1" -
    return 0
  fi
  print=$(openssl x509 -in "$2" -noout -fingerprint -sha256 2>/dev/null) || fail 1 "$2 on $place is no certificate."
  entry "trusts/$1" "$(printf '%s' "\${print#*=}" | base64 --wrap=0)"
}

# trust AUTHORITY FILE
trust() {
  [ ! -s "$2" ] || return 0
  given_entry "authority/$1"
  [ -n "$value" ] || return 0
  fresh=$2.plinth-new
  mkdir -p "\${2%/*}" && printf '%s' "$value" | base64 --decode >"$fresh" && chmod 0644 "$fresh" && sync "$fresh" && mv -f "$fresh" "$2" || fail 1 "$2 on $place cannot be written."
  say "  $2"
}

# stage NAME CERTIFICATE KEY USER: all come to the host before the first takes its name.
stage() {
  given_entry "certificate/$1"
  [ -n "$value" ] || return 0
  fresh=$2.plinth-new
  printf '%s' "$value" | base64 --decode >"$fresh" || fail 1 "$fresh on $place cannot be written."
  [ "$(openssl x509 -in "$fresh" -noout -pubkey 2>/dev/null)" = "$(openssl pkey -in "$3.plinth-new" -pubout 2>/dev/null)" ] ||
    fail 1 "The certificate that came for $2 on $place is not for the key $3.plinth-new. Apply again: it is asked for anew."
}

# enter CERTIFICATE KEY USER [MARKER EFFECT...]
enter() {
  certificate=$1 key_file=$2 owner=$3
  shift 3
  fresh=$certificate.plinth-new
  if [ -s "$fresh" ]; then
    [ $# -eq 0 ] || mark "$@"
    sync "$fresh" && chown "$owner:" "$fresh" && chmod 0644 "$fresh" && mv -f "$key_file.plinth-new" "$key_file" && mv -f "$fresh" "$certificate" ||
      fail 1 "$certificate on $place cannot be written."
    say "  $certificate"
  fi
  [ ! -e "$certificate" ] || [ ! -e "$key_file" ] || { chown "$owner:" "$certificate" "$key_file" && chmod 0644 "$certificate" && chmod 0600 "$key_file"; } ||
    fail 1 "$certificate on $place cannot be given to $owner."
}
`;
