/** Users of daemons and people. What a boot document made stands where its reader puts it, and is good as well. */
export const users = `survey_users() {
  [ -n "$users" ] || return 0
  while read -r name kind sudo groups; do
    survey_user "$name" "$sudo" "$groups"
  done <<EOF
$users
EOF
  [ -n "$keys" ] || return 0
  while read -r name key; do
    has_key "$name" "$key" || lacks "key $name $key" "$name has not all of its keys"
  done <<EOF
$keys
EOF
}

# survey_user NAME SUDO GROUPS
survey_user() {
  if ! has=$(id -Gn "$1" 2>/dev/null); then
    lacks "user $1" "there is no user $1"
    return 0
  fi
  for group in $(groups_of "$3"); do
    case " $has " in *" $group "*) ;; *) lacks "user $1" "$1 is not in the group $group" ;; esac
  done
  # What sudo does not read there counts for nothing: names with "." or with "~" at their end.
  [ "$2" != sudo ] || grep --quiet --no-messages --line-regexp --fixed-strings --exclude='*~' --exclude='*.*' -e "$1 $sudo_rule" -r /etc/sudoers.d ||
    lacks "user $1" "$1 may not become root"
}

# groups_of LIST: divided by commas; "-" is none.
groups_of() {
  [ "$1" = - ] || printf '%s' "$1" | tr , ' '
}

home_of() {
  getent passwd "$1" | cut -d : -f 6
}

# has_key NAME KEY: a key is its second word; what stands around it differs.
has_key() {
  kept=$(home_of "$1")/.ssh
  body=\${2#* }
  body=\${body%% *}
  grep --quiet --no-messages --fixed-strings -e "$body" -r "$kept/authorized_keys" "$kept/authorized_keys.d"
}

deliver_users() {
  [ -n "$users" ] || return 0
  while read -r name kind sudo groups; do
    ! is_lacking "user $name" || make_user "$name" "$kind" "$sudo" "$groups"
  done <<EOF
$users
EOF
  [ -n "$keys" ] || return 0
  while read -r name key; do
    ! is_lacking "key $name $key" && ! is_lacking "user $name" || has_key "$name" "$key" || add_key "$name" "$key"
  done <<EOF
$keys
EOF
}

# make_user NAME KIND SUDO GROUPS
make_user() {
  name=$1
  for group in $(groups_of "$4"); do
    getent group "$group" >/dev/null || groupadd "$group" || fail 1 "The group $group on $place cannot be made."
  done
  if ! id -u "$name" >/dev/null 2>&1; then
    kind=$2 sudo=$3 groups=$4
    set -- --user-group
    ! getent group "$name" >/dev/null || set -- --gid "$name"
    case $kind in
    system) set -- "$@" --system --no-create-home --shell /sbin/nologin ;;
    *) set -- "$@" --create-home --shell /bin/bash ;;
    esac
    problem=$(useradd "$@" "$name" 2>&1) || fail 1 "The user $name on $place cannot be made: $problem."
    set -- "$name" "$kind" "$sudo" "$groups"
  fi
  [ "$4" = - ] || usermod --append --groups "$4" "$name" || fail 1 "$name on $place cannot be put into the groups $4."
  if [ "$3" = sudo ]; then
    rule=/etc/sudoers.d/plinth-$(printf '%s' "$name" | tr . _)
    fresh=/etc/plinth-sudoers.new
    printf '%s %s\\n' "$name" "$sudo_rule" >"$fresh" && chmod 0440 "$fresh" && sync "$fresh" && mv -fT "$fresh" "$rule" || fail 1 "$rule on $place cannot be written."
  fi
  say "  user $name"
}

# add_key NAME KEY
add_key() {
  home=$(home_of "$1")
  into=$home/.ssh/authorized_keys
  # Where a boot document's reader has a folder for them, the file is made of that folder, or is not read.
  [ ! -d "$home/.ssh/authorized_keys.d" ] || into=$home/.ssh/authorized_keys.d/plinth
  [ -d "$home/.ssh" ] || install -d -m 0700 -o "$1" -g "$(id -gn "$1")" "$home/.ssh" || fail 1 "$home/.ssh on $place cannot be made."
  printf '%s\\n' "$2" >>"$into" && chmod 0600 "$into" && chown "$1:$(id -gn "$1")" "$into" || fail 1 "$into on $place cannot be written."
  ! command -v update-ssh-keys >/dev/null || update-ssh-keys -u "$1" >/dev/null || fail 1 "update-ssh-keys -u $1 on $place failed."
  say "  a key of $1"
}
`;
