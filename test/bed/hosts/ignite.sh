#!/bin/sh
# Runs Debian's Ignition engine on a root that has not booted, as the initramfs would: ignite.sh ENGINE CONFIG ROOT.
set -eu
engine=$1
config=$2
root=$3

# What the engine finds on systems that were made for it.
mkdir -p "$root/etc/selinux" "$root/etc/systemd/system-preset" "$root/etc/ssh/sshd_config.d"
printf 'SELINUX=disabled\nSELINUXTYPE=targeted\n' >"$root/etc/selinux/config"
echo uninitialized >"$root/etc/machine-id"
echo 'disable *' >"$root/etc/systemd/system-preset/99-default.preset"
echo 'AuthorizedKeysFile .ssh/authorized_keys .ssh/authorized_keys.d/ignition' >"$root/etc/ssh/sshd_config.d/50-ignition.conf"
touch "$root/etc/cloud/cloud-init.disabled"

# It runs with the libraries of the root, on the root as it lies outside.
work=$(mktemp -d)
mkdir "$work/bin"
printf '#!/bin/sh\n' >"$work/bin/setfiles"
chmod 755 "$work/bin/setfiles"
cp "$engine" "$work/ignition"
cp "$config" "$work/config.ign"
for stage in fetch-offline fetch files; do
  PATH=$work/bin:$PATH IGNITION_CONFIG_FILE=$work/config.ign "$work/ignition" -log-to-stdout -platform file \
    -root "$root" -config-cache "$work/cache" -state-file "$work/state" -neednet "$work/neednet" -stage "$stage"
done
rm -rf "$work"
