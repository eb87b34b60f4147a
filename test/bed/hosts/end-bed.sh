#!/bin/sh
# Ends all of a bed, in whatever state it is: end-bed.sh PREFIX FOLDER RECORD. What hosts wrote on their consoles stays.
set -u
prefix=$1
folder=$2
record=$3

processes() {
  find /sys/fs/cgroup/*/"$prefix" -name cgroup.procs -exec cat {} + 2>/dev/null
  for namespace in /run/netns/"$prefix" /run/netns/"$prefix".*; do
    [ -e "$namespace" ] && ip netns pids "${namespace##*/}" 2>/dev/null
  done
}

turns=0
while pids=$(processes | sort -un) && [ -n "$pids" ] && [ "$turns" -lt 300 ]; do
  # shellcheck disable=SC2086
  kill -KILL $pids 2>/dev/null
  turns=$((turns + 1))
  sleep 0.1
done

for namespace in /run/netns/"$prefix".* /run/netns/"$prefix"; do
  [ -e "$namespace" ] || continue
  # A namespace goes when its last user has gone, and takes its end of a pair along; the bridge is told right now.
  ip netns exec "${namespace##*/}" ip link delete bed0 2>/dev/null
  ip netns delete "${namespace##*/}"
done

# Control groups of the last processes may be busy for a moment.
turns=0
while [ "$turns" -lt 100 ]; do
  find /sys/fs/cgroup/*/"$prefix" -depth -type d -exec rmdir {} + 2>/dev/null
  ls -d /sys/fs/cgroup/*/"$prefix" >/dev/null 2>&1 || break
  turns=$((turns + 1))
  sleep 0.1
done

rm -f "$folder"/*/disk.img "$folder"/*/.#root.lck
# Never what is in them: should something still be mounted there, it is not ours to remove.
rmdir "$folder"/*/disk "$folder"/*/root 2>/dev/null
rm -f "$record"
