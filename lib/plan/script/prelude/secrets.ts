/** Secret files. Their bytes pass through builtins of the shell alone: arguments of programs are seen by everybody. */
export const secrets = `# secret_there ENTRY PATH MODE USER GROUP
secret_there() {
  [ -s "$2" ] || because "$2 is missing" || return 1
  [ "$(stat --format='%04a %U %G' -- "$2")" = "$3 $4 $5" ] || because "$2 is not $3 $4:$5" || return 1
  given_entry "$1"
  [ -z "$value" ] || [ "$(base64 --wrap=0 <"$2")" = "$value" ] || because "$2 differs from what was given for it"
}

# offer ENTRY PATH
offer() {
  [ ! -s "$2" ] || entry "$1" "$(base64 --wrap=0 <"$2")"
}

# install_secret KEEP-OR-REPLACE ENTRY PATH MODE USER GROUP [MARKER EFFECT...]
install_secret() {
  policy=$1 name=$2 target=$3 mode=$4 owner=$5:$6
  shift 6
  given_entry "$name"
  if [ -s "$target" ]; then
    if [ -z "$value" ] || [ "$(base64 --wrap=0 <"$target")" = "$value" ]; then
      chown "$owner" "$target" && chmod "$mode" "$target" || fail 1 "$target on $place cannot be given to $owner."
      return 0
    fi
    [ "$policy" = replace ] || fail 1 "$target on $place differs from what was given for it, and a secret is never overwritten. Find out which of the two is right, and remove or give the other."
    [ $# -eq 0 ] || mark "$@"
  fi
  [ -n "$value" ] || return 0
  # Nothing can have read a file that was not there; but what runs without it may be told.
  case \${2-} in restart | reload) mark "$@" ;; esac
  fresh=$target.plinth-new
  mkdir -p "\${target%/*}" && (umask 077 && printf '%s' "$value" | base64 --decode >"$fresh") && chown "$owner" "$fresh" && chmod "$mode" "$fresh" &&
    sync "$fresh" && mv -fT "$fresh" "$target" || fail 1 "$target on $place cannot be written, $mode $owner. See whether the disk is full, and whether user and group are there."
  changed=yes
  say "  $target"
}

# say_of VARIABLE-FREE-WORDS...: what a command prints, without the last line's end, is in value.
output_of() {
  value=$("$@" 2>"$state/log/issue.err" 9>&-) || fail 1 "$1 on $place ended with $?: $(tail -n 5 "$state/log/issue.err" | cut -c 1-400)"
  [ -n "$value" ] || fail 1 "$1 on $place printed nothing."
}
`;
