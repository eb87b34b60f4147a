import type { OperatingSystemFacts } from '../../assembly';

/** What the hosts of a pool run. */
export class OperatingSystem {
  static debian(release: '13' = '13'): OperatingSystem {
    return new OperatingSystem({
      name: 'debian',
      release,
      packages: 'apt',
      binaries: '/usr/local/bin',
      resolvConf: '/run/systemd/resolve/resolv.conf',
      network: 'networkd',
      security: 'apparmor',
      cgroup: 2,
      ignition: '3.3.0',
      kernel: '6.12',
      systemd: 257,
    });
  }

  readonly facts: OperatingSystemFacts;

  private constructor(facts: OperatingSystemFacts) {
    this.facts = facts;
  }
}
