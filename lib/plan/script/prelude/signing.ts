/** The authority's work on the control node: names come from the plan, and of a request only its key. */
export const signing = `needed="\${needed-} PLINTH_DESK PLINTH_PARCELS"
pki=\${PLINTH_DESK-}/pki

# prepare: what is made here is for its owner alone.
prepare() {
  umask 077
  mkdir -p "$pki" && : >"$PLINTH_PARCELS/sign" || fail 1 "$pki or $PLINTH_PARCELS cannot be written."
}

# line_of FILE ENTRY: its value in base64, or nothing.
line_of() {
  value=$(sed -n "s|^$2 ||p" "$PLINTH_PARCELS/$1") || fail 1 "$PLINTH_PARCELS/$1 cannot be read."
}

# believed HOST FINGERPRINT: all that hosts believe is one and the same, and the one that is here.
believed() {
  case " $trusting " in *" $1 "*) ;; *) trusting="\${trusting:+$trusting }$1" ;; esac
  [ -z "$own" ] || [ "$2" = "$own" ] || fail 1 "$1 believes another authority $name ($2) than the one in $pki ($own). Bring the copy of the one that hosts believe, $name.key and $name.crt; two authorities would not know each other."
  [ -z "$print" ] || [ "$2" = "$print" ] || fail 1 "Hosts believe different authorities $name ($print and $2): $trusting. One of them was made apart from the others."
  print=$2
}

# authority NAME COMMON-NAME DAYS CERTIFICATES HOST FILE...: CERTIFICATES are the names of those that it signs.
authority() {
  name=$1 common=$2 days=$3 certificates=$4
  shift 4
  own=''
  if [ -s "$pki/$name.key" ] && [ -s "$pki/$name.crt" ]; then
    own=$(openssl x509 -in "$pki/$name.crt" -noout -fingerprint -sha256) || fail 1 "$pki/$name.crt is no certificate."
    own=\${own#*=}
    chmod 0600 "$pki/$name.key"
  fi
  asking='' trusting='' print=''
  while [ $# -gt 0 ]; do
    was_asked "$1" "$2"
    line_of "$2" "trusts/$name"
    # A host may have it in several files.
    for one in $value; do
      believed "$1" "$(printf '%s' "$one" | base64 --decode)"
    done
    line_of "$2" "wants/$name"
    [ -z "$value" ] || asking="$asking $1"
    for certificate in $certificates; do
      line_of "$2" "request/$certificate"
      [ -z "$value" ] || asking="$asking $1"
    done
    shift 2
  done
  [ -z "$own" ] || return 0
  [ -n "$asking" ] || return 0
  [ -z "$trusting" ] || fail 1 "The authority $name is believed by $trusting already, and $pki has no key of it. Bring the copy, $name.key and $name.crt: a second authority would break what runs. Asked for by:$asking."
  make_authority
}

make_authority() {
  printf '[req]\\ndistinguished_name=dn\\nprompt=no\\nx509_extensions=ext\\n[dn]\\nCN=%s\\n[ext]\\nbasicConstraints=critical,CA:true\\nkeyUsage=critical,keyCertSign,cRLSign\\nsubjectKeyIdentifier=hash\\n' "$common" >"$PLINTH_PARCELS/sign" &&
    openssl req -x509 -config "$PLINTH_PARCELS/sign" -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -sha256 -days "$days" -keyout "$pki/$name.key.new" -out "$pki/$name.crt.new" 2>/dev/null &&
    sync "$pki/$name.key.new" "$pki/$name.crt.new" && mv -f "$pki/$name.key.new" "$pki/$name.key" && mv -f "$pki/$name.crt.new" "$pki/$name.crt" ||
    fail 1 "The authority $name cannot be made in $pki."
  changed=yes
  say "  authority $name, for $days days. Keep a copy of $pki: without it no certificate can be renewed."
}

# begin_parcel FILE AUTHORITY...
begin_parcel() {
  into=$PLINTH_PARCELS/$1
  shift
  : >"$into" || fail 1 "$into cannot be written."
  for name in "$@"; do
    [ ! -s "$pki/$name.crt" ] || printf 'authority/%s %s\\n' "$name" "$(base64 --wrap=0 <"$pki/$name.crt")" >>"$into"
  done
}

# issue FILE NAME AUTHORITY DAYS SUBJECT: the extensions are what it reads.
issue() {
  cat >"$PLINTH_PARCELS/sign"
  line_of "$1" "request/$2"
  [ -n "$value" ] || return 0
  printf '%s' "$value" | base64 --decode | openssl req -verify -noout -pubkey -out "$PLINTH_PARCELS/sign.pub" 2>/dev/null || fail 1 "The request for $2 is not signed by its own key."
  made=$(openssl x509 -new -force_pubkey "$PLINTH_PARCELS/sign.pub" -subj "$5" -CA "$pki/$3.crt" -CAkey "$pki/$3.key" -days "$4" -sha256 -extfile "$PLINTH_PARCELS/sign" 2>/dev/null) || fail 1 "$2 cannot be signed by the authority $3 in $pki."
  printf 'certificate/%s %s\\n' "$2" "$(printf '%s\\n' "$made" | base64 --wrap=0)" >>"$into" || fail 1 "$into cannot be written."
  changed=yes
  say "  $2"
}

finish_signing() {
  rm -f "$PLINTH_PARCELS/sign" "$PLINTH_PARCELS/sign.pub"
}
`;
