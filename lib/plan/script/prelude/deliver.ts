/** Users, files and units: what a host has otherwise, and how it gets what it lacks. */
export const deliver = `lacking='' # a line for each thing that the host lacks or has otherwise
reasons=''
unit_files='' # whether systemd must read its units anew

# lacks THING REASON
lacks() {
  lacking="$lacking$1$nl"
  reasons="\${reasons:+$reasons, }$2"
}

is_lacking() {
  case "$nl$lacking" in *"$nl$1$nl"*) return 0 ;; esac
  return 1
}

# A machine answers before its first boot has come to its end, and two at once would do the same things.
await_first_boot() {
  [ -e /run/cloud-init/enabled ] || return 0
  booted_by=$(($(date +%s) + 120))
  while [ ! -e /run/cloud-init/result.json ] && [ "$(date +%s)" -lt "$booted_by" ]; do
    sleep 0.2
  done
}

# Looks at all at once; with many files a program for each would be slow.
survey() {
  await_first_boot
  lacking='' reasons=''
  survey_users
  survey_files
  survey_units
}

delivered() {
  survey
  [ -z "$lacking" ] || because "$reasons"
}

survey_files() {
  [ -n "$files" ] || return 0
  set --
  while read -r sum mode user group path; do
    set -- "$@" "$path"
  done <<EOF
$files
EOF
  # Names end with zero: otherwise some of their characters would be quoted.
  sums=$nl$(sha256sum --zero -- "$@" 2>/dev/null | tr '\\0' '\\n')$nl
  modes=$nl$(stat --format='%04a %U %G %n' -- "$@" 2>/dev/null)$nl
  while read -r sum mode user group path; do
    case "$sums" in
    *"$nl$sum  $path$nl"*) ;;
    *)
      reason='holds something else'
      [ -e "$path" ] || reason='is missing'
      lacks "file $path" "$path $reason"
      continue
      ;;
    esac
    case "$modes" in
    *"$nl$mode $user $group $path$nl"*) ;;
    *)
      kind=mode
      [ -f "$path" ] && [ ! -L "$path" ] || kind='file'
      lacks "$kind $path" "$path is not $mode $user:$group"
      ;;
    esac
  done <<EOF
$files
EOF
}

# A file of which only a first boot takes notice is never written: a difference says that this is another machine.
refuse_other_machine() {
  [ -n "$first_boot" ] || return 0
  while read -r path; do
    ! is_lacking "file $path" || fail 1 "$path on $place is not what the host was made with, and only a first boot reads it. Either this is another machine, or it must be made anew."
  done <<EOF
$first_boot
EOF
}

# put PATH MODE USER GROUP END [KEY EFFECT...]: what it reads becomes the file; END is newline where the text ends with one.
put() {
  is_lacking "file $1" || return 0
  target=$1 mode=$2 owner=$3:$4 end=$5
  shift 5
  fresh=$target.plinth-new
  mkdir -p "\${target%/*}" && cat >"$fresh" && { [ "$end" = newline ] || truncate --size=-1 "$fresh"; } &&
    chown "$owner" "$fresh" && chmod "$mode" "$fresh" && sync "$fresh" ||
    fail 1 "$target on $place cannot be written, $mode $owner. See whether the disk is full or read-only, and whether user and group are there."
  # Before the file itself: what is cut off in between is brought into effect all the same.
  [ $# -eq 0 ] || mark "$@"
  # Without -T it would go into a folder of that name.
  problem=$(mv -fT "$fresh" "$target" 2>&1) || fail 1 "$target on $place cannot be replaced: $problem."
  [ ! -e /sys/fs/selinux/enforce ] || restorecon "$target"
  case $target in /etc/systemd/system/*) unit_files=yes ;; esac
  say "  $target"
}

# Nobody has to read a file anew for this.
set_modes() {
  [ -n "$files" ] || return 0
  while read -r sum mode user group path; do
    is_lacking "mode $path" || continue
    chown "$user:$group" "$path" && chmod "$mode" "$path" || fail 1 "$path on $place cannot be made $mode $user:$group. See whether user and group are there."
    say "  $path is $mode $user:$group"
  done <<EOF
$files
EOF
}

# Of all units at once. What packages bring may not be there yet; whoever starts it enables it then.
survey_units() {
  [ -n "$units" ] || return 0
  set --
  while read -r wanted origin unit; do
    set -- "$@" "$unit"
  done <<EOF
$units
EOF
  shown=$(systemctl show --property=LoadState --property=UnitFileState --property=NeedDaemonReload -- "$@" 2>/dev/null)
  set --
  load='' file=''
  # A block for each unit, in the same order, with an empty line in between.
  while IFS= read -r line; do
    case $line in
    LoadState=*) load=\${line#*=} ;;
    UnitFileState=*) file=\${line#*=} ;;
    # A run that was cut off may have written its file and gone no further.
    NeedDaemonReload=yes) lacks reload 'systemd has not read all units anew' ;;
    '')
      set -- "$@" "\${load:-none}/\${file:-none}"
      load='' file=''
      ;;
    esac
  done <<EOF
$shown

EOF
  while read -r wanted origin unit; do
    judge_unit "$wanted" "$origin" "$unit" "\${1:-none/none}"
    [ $# -eq 0 ] || shift
  done <<EOF
$units
EOF
}

# judge_unit WANTED ORIGIN UNIT FOUND
judge_unit() {
  case $1:$2:$4 in
  static:*) return 0 ;;
  enabled:*:*/enabled* | enabled:*:*/alias | enabled:*:*/static | enabled:*:*/generated | enabled:system:not-found/*) return 0 ;;
  disabled:*:*/disabled | disabled:*:not-found/* | disabled:*:*/masked* | disabled:*:*/static | disabled:*:*/indirect) return 0 ;;
  masked:*:*/masked) return 0 ;;
  esac
  lacks "unit $3" "$3 is not $1"
}

# set_units VERB STATE [OPTION]
set_units() {
  verb=$1 state_wanted=$2
  shift 2
  some=''
  while read -r wanted origin unit; do
    if [ "$wanted" = "$state_wanted" ] && is_lacking "unit $unit"; then
      # A link to nowhere takes its place.
      [ "$verb" != mask ] || rm -f "/etc/systemd/system/$unit"
      set -- "$@" "$unit"
      some="$some $unit"
    fi
  done <<EOF
$units
EOF
  [ -n "$some" ] || return 0
  problem=$(systemctl "$verb" "$@" 2>&1) || fail 1 "systemctl $verb$some on $place failed: $problem."
  say "  $verb$some"
}

deliver_units() {
  [ -z "$unit_files" ] && ! is_lacking reload || read_units_anew
  unit_files=''
  set_units mask masked --now
  set_units disable disabled --now
  set_units enable enabled
}
`;
