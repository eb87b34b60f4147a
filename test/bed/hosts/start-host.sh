#!/bin/sh
# Runs one host. Started in a mount namespace of its own, so that its mounts end with its last process, however it ends.
# All settings come by the environment: see startHost in host-process.ts. Arguments are those of systemd-nspawn.
set -eu

for group in $BED_CGROUPS; do
  echo $$ >"$group/cgroup.procs"
done

disk=$BED_FOLDER/disk
root=$BED_FOLDER/root
mkdir -p "$disk" "$root"
mount -o loop,noatime "$BED_FOLDER/disk.img" "$disk"
if [ ! -e "$disk/made" ]; then
  rm -rf "$disk/upper" "$disk/work" "$disk/var"
  mkdir -p "$disk/upper" "$disk/work"
  # Of its own, for an overlay cannot lie on an overlay, and containerd makes some there.
  cp -a "$BED_IMAGE/root/var" "$disk/var"
fi
mount -t overlay overlay -o "lowerdir=$BED_IMAGE/root,upperdir=$disk/upper,workdir=$disk/work" "$root"
mount --bind "$disk/var" "$root/var"

if [ ! -e "$disk/made" ]; then
  case $BED_BOOT in
    cloud-init)
      seed=$root/var/lib/cloud/seed/nocloud
      mkdir -p "$seed"
      cp "$BED_FOLDER/seed/meta-data" "$BED_FOLDER/seed/user-data" "$BED_FOLDER/seed/network-config" "$seed/"
      ;;
    ignition) sh "$BED_SCRIPTS/ignite.sh" "$BED_IMAGE/ignition" "$BED_FOLDER/seed/config.ign" "$root" ;;
  esac
  sync -f "$disk"
  touch "$disk/made"
fi

exec systemd-nspawn --directory="$root" --bind="$disk/var:/var" "$@"
