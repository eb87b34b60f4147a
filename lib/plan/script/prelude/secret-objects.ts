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

# is_there NAMESPACE NAME: what is there is kept as it is.
is_there() {
  has=$(kubectl get secret --namespace "$1" "$2" --ignore-not-found --output=name 2>&1) || fail 1 "The secret $2 in $1 cannot be looked for: $(brief "$has")"
  [ -n "$has" ]
}

# random_text CHARACTERS: letters and digits, which no address and no configuration has to quote.
random_text() {
  value=$(openssl rand -base64 $((2 * $1 + 32)) | tr -dc A-Za-z0-9 | cut -c "1-$1") && [ "\${#value}" -eq "$1" ] || fail 1 "openssl rand gives no random bytes."
}

# encoded TEXT
encoded() {
  printf '%s' "$1" | base64 --wrap=0
}

# create NAMESPACE NAME JSON
create() {
  said=$(printf '%s' "$3" | kubectl create --field-manager=plinth --filename=- 2>&1) || fail 1 "The secret $2 in $1 cannot be made: $(brief "$said")"
  say "  secret $2 in $1"
}
`;
