import type { Contribution, HostPlace, ResourceId } from '../../../assembly';
import { contributeFile, contributePackage } from '../contribute';

/** A source of packages besides the distribution's own. */
export interface AptRepositoryProps {
  /** What its files are called, `kubernetes`. */
  readonly name: string;
  /** `https://pkgs.k8s.io/core:/stable:/v1.36/deb/`. */
  readonly uri: string;
  /** The name of the suite, or `/` where the repository has none. */
  readonly suite: string;
  /** @default - none, as where there is no suite */
  readonly components?: readonly string[];
  /** The public key that signs it, in armour. It signs for this repository and for no other. */
  readonly key: string;
}

/** A package that stays at its version whatever an upgrade of the host brings. */
export interface HeldPackageProps {
  readonly name: string;
  /** As apt writes it, `1.36.3-1.1`. */
  readonly version: string;
  /** The name of its repository. @default - the distribution's own */
  readonly repository?: string;
}

/** Lets hosts install packages of another repository. https://manpages.debian.org/trixie/apt/sources.list.5.en.html */
export function contributeAptRepository(into: Contribution, on: HostPlace, props: AptRepositoryProps): ResourceId {
  const { name, uri, suite, components = [], key } = props;
  const keyring = `/etc/apt/keyrings/${name}.asc`;
  const effect = { kind: 'run', command: ['/usr/bin/apt-get', 'update'] } as const;
  contributeFile(into, on, { path: keyring, body: { format: 'text', value: `${key.trim()}\n` }, effect });
  const lines = [
    ...['Types: deb', `URIs: ${uri}`, `Suites: ${suite}`],
    ...(components.length === 0 ? [] : [`Components: ${components.join(' ')}`]),
    `Signed-By: ${keyring}`,
  ];
  return contributeFile(into, on, {
    path: `/etc/apt/sources.list.d/${name}.sources`,
    body: { format: 'text', value: `${lines.join('\n')}\n` },
    effect,
  });
}

/**
 * A package at one version. The pin keeps apt from taking any other, also an older one; the hold keeps whoever upgrades the
 * host by hand from it. https://manpages.debian.org/trixie/apt/apt_preferences.5.en.html
 */
export function contributeHeldPackage(into: Contribution, on: HostPlace, props: HeldPackageProps): ResourceId {
  const { name, version, repository } = props;
  contributeFile(into, on, {
    path: `/etc/apt/preferences.d/${name}.pref`,
    body: { format: 'text', value: `Package: ${name}\nPin: version ${version}\nPin-Priority: 1001\n` },
    effect: { kind: 'none' },
  });
  const source = { kind: 'apt', hold: true, ...(repository !== undefined && { repository }) } as const;
  return contributePackage(into, on, { name, version, source });
}
