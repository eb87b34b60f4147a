import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The programs that a bed starts, and the packages of Debian 12 that they come in. */
const programs: Readonly<Record<string, string>> = {
  chroot: 'coreutils',
  ip: 'iproute2',
  losetup: 'mount',
  'mkfs.ext4': 'e2fsprogs',
  mmdebstrap: 'mmdebstrap',
  mount: 'mount',
  nft: 'nftables',
  nsenter: 'util-linux',
  setpriv: 'util-linux',
  ssh: 'openssh-client',
  'ssh-keygen': 'openssh-client',
  'systemd-nspawn': 'systemd-container',
  tc: 'iproute2',
  unshare: 'util-linux',
};

const namespaces = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'uts'];
const devices = ['/dev/fuse', '/dev/kmsg', '/dev/loop-control', '/dev/net/tun'];
const filesystems = ['ext4', 'overlay'];

/** @throws with all that this machine lacks for a bed of hosts */
export function requireBedMachine(): void {
  const problems = [...privileges(), ...missingPrograms(), ...missingOfKernel()];
  if (problems.length === 0) return;
  throw new Error(['This machine cannot run hosts of a bed:', ...problems.map((problem) => `- ${problem}`)].join('\n'));
}

function privileges(): readonly string[] {
  if (process.platform !== 'linux')
    return [`It runs ${process.platform}, and hosts share the kernel: it must be Linux.`];
  return process.getuid?.() === 0 ? [] : ['Only root can make namespaces, mounts and control groups: run as root.'];
}

function missingPrograms(): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const missing = Object.keys(programs).filter((name) => !folders.some((folder) => existsSync(join(folder, name))));
  return missing.map(
    (name) =>
      `The program "${name}" (package ${programs[name] ?? name}) is missing: run tools/upstream/debian.sh on Debian 12.`,
  );
}

function missingOfKernel(): readonly string[] {
  if (process.platform !== 'linux') return [];
  const known = readFileSync('/proc/filesystems', 'utf8').split(/\s+/);
  return [
    ...namespaces
      .filter((name) => !existsSync(`/proc/self/ns/${name}`))
      .map((name) => `The kernel has no ${name} namespaces.`),
    ...devices.filter((path) => !existsSync(path)).map((path) => `There is no ${path}.`),
    ...filesystems.filter((name) => !known.includes(name)).map((name) => `The kernel has no ${name}.`),
    ...(existsSync('/sys/fs/cgroup/systemd') ? [] : ['There is no /sys/fs/cgroup/systemd: the bed needs cgroup v1.']),
  ];
}
