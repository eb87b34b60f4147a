/** Where the list of each package's files lies, one line a file: digest, URL, path in the archive, destination, mode. */
export const listFolder = '/etc/plinth/artifacts.d';

/**
 * The program that brings artifacts to a host. POSIX shell with curl, sha256sum and tar, which every supported system has.
 *
 * A list in its arguments is worked through alone, so that one package changes without the others. What lies in place is
 * not fetched again: a host also starts while the mirror is away.
 */
export const installScript = `#!/bin/sh
# Brings the files that lists name, one line each: digest, URL, path in the archive, destination, mode.
# A digest or path of "-" is none. What is in place is left alone and needs no network.
set -eu
lists=\${PLINTH_LISTS:-${listFolder}}
stamps=\${PLINTH_STAMPS:-/var/lib/plinth/artifacts}
mkdir -p "$stamps"
work=$(mktemp -d "$stamps/.work.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
fetched=
extensions=

fail() {
  echo "plinth: $1" >&2
  exit 1
}

fetch() {
  rm -rf "$work/file" "$work/tree"
  # A transfer that stands still is begun again.
  curl --fail --silent --show-error --location --connect-timeout 10 --speed-limit 1000 --speed-time 20 \\
    --retry 5 --retry-connrefused --output "$work/file" "$2" ||
    fail "$2 cannot be fetched"
  if [ "$1" != - ]; then
    sum=$(sha256sum "$work/file")
    [ "\${sum%% *}" = "$1" ] || fail "$2 has the digest \${sum%% *}, and not $1"
  fi
  fetched="$1 $2"
}

unpack() {
  [ -d "$work/tree" ] && return
  mkdir "$work/tree"
  tar -xf "$work/file" -C "$work/tree"
}

place() {
  mkdir -p "$(dirname "$2")"
  # Under another name first: what runs keeps its file, and nobody ever sees half of one.
  cp "$1" "$2.plinth"
  chmod "$3" "$2.plinth"
  sync "$2.plinth"
  mv -f "$2.plinth" "$2"
  if command -v restorecon >/dev/null; then restorecon "$2"; fi
}

install_list() {
  while read -r digest url member to mode; do
    stamp=$stamps/$(printf %s "$to" | tr / _)
    wanted="$digest $url $member $mode"
    if [ -e "$to" ] && [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then continue; fi
    [ "$fetched" = "$digest $url" ] || fetch "$digest" "$url"
    source=$work/file
    if [ "$member" != - ]; then
      unpack
      source=$work/tree/$member
      [ -f "$source" ] || fail "$url has no $member"
    fi
    place "$source" "$to" "$mode"
    printf '%s\\n' "$wanted" >"$stamp"
    case $to in /etc/extensions/*) extensions=yes ;; esac
  done <"$1"
}

[ $# -gt 0 ] || set -- "$lists"/*
for list do
  if [ -f "$list" ]; then install_list "$list"; fi
done
if [ -n "$extensions" ]; then systemd-sysext refresh; fi
`;
