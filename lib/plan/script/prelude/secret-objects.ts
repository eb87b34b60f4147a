/** Secrets of the cluster. Their bytes go from builtins of the shell to the standard input of kubectl. */
export const secretObjects = `# secret_object NAMESPACE NAME KEY...
secret_object() {
  namespace=$1 name=$2
  shift 2
  has=$(kubectl get secret --namespace "$namespace" "$name" --output='go-template={{range $key, $value := .data}}{{$key}} {{end}}' 2>&1) ||
    because "the secret $name in $namespace: $(brief "$has")" || return 1
  for key in "$@"; do
    case " $has " in *" $key "*) ;; *) because "the secret $name in $namespace has no key $key" || return 1 ;; esac
  done
}

# open_secret NAMESPACE NAME: in held is which version of it is there, and a line for each key.
open_secret() {
  namespace=$1 name=$2 data='' added=''
  held=$(kubectl get secret --namespace "$1" "$2" --ignore-not-found --output='go-template={{printf "= %s\\n" .metadata.resourceVersion}}{{range $key, $value := .data}}{{printf "%s %s\\n" $key $value}}{{end}}' 2>&1) ||
    fail 1 "The secret $2 in $1 cannot be looked for: $(brief "$held")"
}

# holds WORD: the rest of its line is in value.
holds() {
  case "$nl$held$nl" in *"$nl$1 "*) ;; *) return 1 ;; esac
  value="$nl$held$nl"
  value=\${value#*"$nl$1 "}
  value=\${value%%"$nl"*}
}

# has_key KEY: a value that is there stays, and others are made of it.
has_key() {
  holds "$1" || return 1
  # The shell would drop the ends of its last lines.
  value=$(printf '%s' "$value" | base64 --decode && printf .) || fail 1 "The key $1 of the secret $name in $namespace cannot be read."
  value=\${value%.}
}

# random_text CHARACTERS: letters and digits, which no address and no configuration has to quote.
random_text() {
  value=$(openssl rand -base64 $((2 * $1 + 32)) | tr -dc A-Za-z0-9 | cut -c "1-$1") && [ "\${#value}" -eq "$1" ] || fail 1 "openssl rand gives no random bytes."
}

# encoded TEXT
encoded() {
  printf '%s' "$1" | base64 --wrap=0
}

# add_key KEY: value is to be its value.
add_key() {
  data="\${data:+$data,}\\"$1\\":\\"$(encoded "$value")\\""
  added="$added $1"
}

# close_secret: makes it, or adds the keys that it lacks, unless somebody has changed it meanwhile.
close_secret() {
  [ -n "$data" ] || return 0
  metadata="\\"name\\":\\"$name\\",\\"namespace\\":\\"$namespace\\""
  if ! holds =; then
    said=$(printf '%s' "{\\"apiVersion\\":\\"v1\\",\\"kind\\":\\"Secret\\",\\"metadata\\":{$metadata},\\"type\\":\\"Opaque\\",\\"data\\":{$data}}" | kubectl create --field-manager=plinth --filename=- 2>&1) ||
      fail 1 "The secret $name in $namespace cannot be made: $(brief "$said")"
    say "  secret $name in $namespace"
    return 0
  fi
  said=$(printf '%s' "{\\"metadata\\":{\\"resourceVersion\\":\\"$value\\"},\\"data\\":{$data}}" | kubectl patch secret --namespace "$namespace" "$name" --type=merge --field-manager=plinth --patch-file=/dev/stdin 2>&1) ||
    fail 1 "The secret $name in $namespace cannot be given what it lacks,$added: $(brief "$said")"
  say "  secret $name in $namespace, now with$added"
}
`;
