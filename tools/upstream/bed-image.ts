import { execFile } from 'node:child_process';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { release } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cached, type Say } from './cache';
import { makeRoot, rootOptions, suite } from './debian';

const run = promisify(execFile);

/**
 * What Debian's own cloud image has and a host of the bed can notice.
 *
 * See `config_space/13/package_config` of https://salsa.debian.org/cloud-team/debian-cloud-images.
 */
const cloudImage = [
  'apt-utils',
  'ca-certificates',
  'cloud-init',
  'dbus',
  'init',
  'iproute2',
  'iptables',
  'iputils-ping',
  'kmod',
  'libnss-myhostname',
  'libnss-resolve',
  'libpam-systemd',
  'linux-sysctl-defaults',
  'netbase',
  'netplan.io',
  'openssh-server',
  'polkitd',
  'procps',
  'python3',
  'sudo',
  'systemd-resolved',
  'tzdata',
  'udev',
  'unattended-upgrades',
  'zstd',
];

/** What hosts ask their distribution for, so that they need no mirror of it: `etc/plinth/packages.d` of their pools. */
const asked = ['chrony', 'conntrack', 'curl', 'ethtool', 'haproxy', 'keepalived', 'nftables', 'socat'];

/** What people look with. */
const looking = ['jq', 'netcat-openbsd'];

const masked = [
  'console-getty.service',
  'dev-hugepages.mount',
  'getty.target',
  'sys-kernel-debug.mount',
  'systemd-udevd-control.socket',
  'systemd-udevd-kernel.socket',
  'systemd-udevd.service',
];

/**
 * What runs as root in the new root: the last steps of Debian's image makers, and what a shared kernel asks for. Of Ignition the
 * engine alone: its package would bring the initramfs that starts it on a real machine. No apostrophes, see where it is used.
 */
const steps = `
cd /var/tmp
apt-get download ignition
dpkg-deb --extract ignition_*.deb /ignition
rm ignition_*.deb
systemctl enable systemd-networkd.service systemd-resolved.service
systemctl mask ${masked.join(' ')}
ln -sf ../run/systemd/resolve/stub-resolv.conf /etc/resolv.conf
rm -f /etc/ssh/ssh_host_* /var/lib/dbus/machine-id /etc/apt/sources.list /var/log/*.log /var/log/apt/*
: >/etc/machine-id
: >/etc/hostname
`;

/** Built into the kernel that hosts share: asking for them succeeds, as it does where they are modules. */
const modules = ['overlay', 'br_netfilter', 'vxlan', 'nf_conntrack', 'nf_tables'];

const init = `#!/bin/sh
# What systemd-nspawn gives to be read only, hosts of their own may write: cgroups for containerd, settings of the kernel.
for folder in /sys/fs/cgroup/* /proc/sys; do
  mount -o remount,bind,rw "$folder" 2>/dev/null || true
done
# Pods see what is mounted later.
mount --make-rshared /
exec /lib/systemd/systemd "$@"
`;

const sources = `Types: deb deb-src
URIs: mirror+file:///etc/apt/mirrors/debian.list
Suites: ${suite} ${suite}-updates ${suite}-backports
Components: main

Types: deb deb-src
URIs: mirror+file:///etc/apt/mirrors/debian-security.list
Suites: ${suite}-security
Components: main
`;

const files: Readonly<Record<string, string>> = {
  // cloud-init writes them anew at the first boot.
  'etc/apt/mirrors/debian-security.list': 'https://mirror.invalid/debian-security\n',
  'etc/apt/mirrors/debian.list': 'https://mirror.invalid/debian\n',
  'etc/apt/sources.list.d/debian.sources': sources,
  // Hosts share the machine's clock: chrony asks what time it is, and sets nothing.
  'etc/default/chrony': 'DAEMON_OPTS="-F 1 -x"\n',
  'etc/cloud/cloud.cfg.d/01_debian_cloud.cfg': 'apt:\n  generate_mirrorlists: true\n',
  'usr/local/sbin/bed-init': init,
};

const options = [
  ...rootOptions([...cloudImage, ...asked, ...looking]),
  `--customize-hook=chroot "$1" sh -euc '${steps}'`,
];

let running: Promise<string> | undefined;

/**
 * The folder with the image that hosts of the bed boot from, made on the first call and kept in the cache: `root`, which
 * nobody changes, and `ignition`, Debian's engine, which runs in such a root before it boots.
 *
 * test/bed/hosts/README.md says where a real machine differs from it, and why.
 */
export function bedImage(say?: Say): Promise<string> {
  const stamp = [suite, release(), ...options, JSON.stringify(files), ...modules].join('\n');
  running ??= cached({ name: 'bed-image', folders: [], stamp, make }, say);
  return running;
}

async function make(draft: string): Promise<void> {
  const root = join(draft, 'root');
  await makeRoot(root, options);
  const engine = 'usr/lib/dracut/modules.d/30ignition/ignition';
  await rename(join(root, 'ignition', engine), join(draft, 'ignition'));
  await rm(join(root, 'ignition'), { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  await chmod(join(root, 'usr/local/sbin/bed-init'), 0o755);
  await nameModules(root);
}

async function nameModules(root: string): Promise<void> {
  const folder = join(root, 'lib/modules', release());
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'modules.builtin'), modules.map((name) => `kernel/${name}.ko\n`).join(''));
  await writeFile(join(folder, 'modules.order'), '');
  await run('chroot', [root, 'depmod', release()]);
}
