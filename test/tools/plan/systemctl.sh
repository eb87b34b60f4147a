#!/bin/sh
# Stands in for systemctl where no systemd runs: notes each call that changes something, and answers from what it noted.
noted=/tmp/units
mkdir -p "$noted"
verb=$1
shift
properties='' units='' value=''
for word in "$@"; do
  case $word in
  --property=*) properties="$properties ${word#*=}" ;;
  --value) value=yes ;;
  -*) ;;
  *) units="$units $word" ;;
  esac
done
case $verb in
show | is-active | is-enabled) ;;
*) echo "$verb$units" >>/tmp/systemctl.log ;;
esac
has() { [ -e "$noted/$1.$2" ]; }
# A unit is known if it has a file, or if the test made it one of the system's own.
known() { [ -e "/etc/systemd/system/$1" ] || has "$1" system; }
if [ "$verb" != show ] && [ -e /tmp/systemctl.fails ] && [ "$(cat /tmp/systemctl.fails)" = "$verb$units" ]; then
  echo "Job for$units failed." >&2
  exit 1
fi
result=0
for unit in $units; do
  case $verb in
  show)
    for property in $properties; do
      case $property in
      NeedDaemonReload) answer=no; [ ! -e /tmp/stale ] || answer=yes ;;
      ActiveState) answer=inactive && has "$unit" active && answer=active ;;
      LoadState) answer=not-found && known "$unit" && answer=loaded; has "$unit" masked && answer=masked ;;
      UnitFileState) answer=disabled && known "$unit" || answer=''; has "$unit" enabled && answer=enabled; has "$unit" masked && answer=masked ;;
      esac
      if [ -n "$value" ]; then echo "$answer"; else echo "$property=$answer"; fi
    done
    [ -n "$value" ] || echo
    ;;
  is-active) if has "$unit" active; then echo active; else echo inactive; result=3; fi ;;
  is-enabled) has "$unit" enabled || result=1 ;;
  start | restart | reload-or-restart) : >"$noted/$unit.active" ;;
  stop) rm -f "$noted/$unit.active" ;;
  enable) : >"$noted/$unit.enabled" ;;
  disable) rm -f "$noted/$unit.enabled" ;;
  mask) : >"$noted/$unit.masked" ;;
  esac
done
exit $result
