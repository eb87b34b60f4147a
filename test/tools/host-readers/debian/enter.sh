# Runs job.py in a throw-away copy of a Debian root. root.ts starts it in new namespaces of mounts, processes and network, with
# the folder that tools/upstream/debian-root.ts made. All that is mounted and started here ends with these namespaces.
set -eu
made=$1 job=$2

mount -t tmpfs tmpfs "$made/mount"
cd "$made/mount"
mkdir upper work host
mount -t overlay -o "lowerdir=$made/root,upperdir=upper,workdir=work" overlay host
cd host
mount -t tmpfs tmpfs run
mount -t tmpfs tmpfs tmp
for device in null zero full random urandom; do
  [ -e "dev/$device" ] || : >"dev/$device"
  mount --bind "/dev/$device" "dev/$device"
done
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
# Settings of the kernel are the whole machine's, except for those of this network.
mount --bind proc/sys proc/sys
mount --bind proc/sys/net proc/sys/net
mount -o remount,bind,ro proc/sys
ip link set lo up
cp "$job" tmp/job.py
# Neither the clock nor the machine is anybody's to change here.
exec setpriv --bounding-set=-sys_time,-sys_boot,-sys_module,-sys_rawio \
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 SYSTEMD_LOG_TARGET=console \
  chroot . python3 /tmp/job.py
