import type { OperatingSystemFacts } from '../../assembly';

export type FedoraCoreOsStream = 'stable' | 'testing' | 'next';
export type FlatcarChannel = 'stable' | 'beta' | 'alpha' | 'lts';
export type UbuntuRelease = '24.04';
export type DebianRelease = '13';

/**
 * The newest Ignition configuration that a release reads. Never "the latest": a configuration that is newer than the release is
 * refused at the first boot, and the machine cannot be reached.
 *
 * Fedora CoreOS, Flatcar: https://coreos.github.io/butane/specs/ (fcos 1.6.0, flatcar 1.1.0; 1.0.0 for LTS).
 * Debian 13 has Ignition 2.14: https://github.com/coreos/ignition/blob/v2.14.0/docs/release-notes.md (spec 3.3).
 */
const ignitionSpecs = {
  'fedora-coreos': { stable: '3.5.0', testing: '3.5.0', next: '3.5.0' },
  flatcar: { stable: '3.4.0', beta: '3.4.0', alpha: '3.4.0', lts: '3.3.0' },
  debian: { '13': '3.3.0' },
} as const;

/**
 * Where both components of Kubernetes can write, as /usr is read-only.
 *
 * https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/troubleshooting-kubeadm/#usr-mounted-read-only
 */
const volumePlugins = '/opt/libexec/kubernetes/kubelet-plugins/volume/exec/';

/** systemd-resolved's list; /etc/resolv.conf leads to its stub at 127.0.0.53, which pods cannot reach. */
const resolvConf = '/run/systemd/resolve/resolv.conf';

/** https://docs.fedoraproject.org/en-US/fedora-coreos/; SELinux enforces, and cgroup v1 is gone since Fedora 41. */
export function fedoraCoreOsFacts(stream: FedoraCoreOsStream): OperatingSystemFacts {
  return {
    name: 'fedora-coreos',
    release: stream,
    packages: 'artifacts',
    // /usr/local is a link into /var there, and so survives updates.
    binaries: '/usr/local/bin',
    resolvConf,
    network: 'network-manager',
    security: 'selinux',
    cgroup: 2,
    user: 'core',
    time: 'chrony',
    updater: 'zincati',
    sshUnit: 'sshd.service',
    volumePlugins,
    ignition: ignitionSpecs['fedora-coreos'][stream],
    // That of Fedora 42, on which stable has been since 2025.
    systemd: 257,
  };
}

/** https://www.flatcar.org/docs/latest/; SELinux is there and permissive, as flannel needs (flatcar/Flatcar#779). */
export function flatcarFacts(channel: FlatcarChannel): OperatingSystemFacts {
  return {
    name: 'flatcar',
    release: channel,
    packages: 'sysext',
    binaries: '/opt/bin',
    resolvConf,
    network: 'networkd',
    security: 'selinux',
    cgroup: 2,
    user: 'core',
    time: 'timesyncd',
    updater: 'locksmith',
    // No unit: each connection starts an sshd of its own, from sshd.socket.
    volumePlugins,
    ignition: ignitionSpecs.flatcar[channel],
    // That of the oldest maintained release, of LTS.
    systemd: 255,
  };
}

/** https://documentation.ubuntu.com/release-notes/24.04/ */
export function ubuntuFacts(release: UbuntuRelease): OperatingSystemFacts {
  return { ...aptFacts, name: 'ubuntu', release, user: 'ubuntu', kernel: '6.8', systemd: 255 };
}

/** https://www.debian.org/releases/trixie/release-notes/ */
export function debianFacts(release: DebianRelease): OperatingSystemFacts {
  const ignition = ignitionSpecs.debian[release];
  return { ...aptFacts, name: 'debian', release, user: 'debian', ignition, kernel: '6.12', systemd: 257 };
}

/** What the two have in common. */
const aptFacts = {
  packages: 'apt',
  binaries: '/usr/local/bin',
  resolvConf,
  network: 'networkd',
  security: 'apparmor',
  cgroup: 2,
  time: 'chrony',
  updater: 'unattended-upgrades',
  sshUnit: 'ssh.service',
} as const;
