import type { UserSpec } from '../model/host-settings';
import type { OperatingSystemFacts } from '../model/host-pool';
import type { Standing } from './standing';

/** For the users of daemons. The same on all systems, where /sbin leads to /usr/sbin. */
export const noLogin = '/sbin/nologin';

export const sudoRule = 'ALL=(ALL) NOPASSWD:ALL';

/** The file that lets somebody become root; undefined for all others. sudo passes over names with a dot. */
export function sudoersFile({ name, sudo }: UserSpec): { readonly path: string; readonly content: string } | undefined {
  if (!sudo) return undefined;
  return { path: `/etc/sudoers.d/plinth-${name.replaceAll('.', '_')}`, content: `${name} ${sudoRule}\n` };
}

/**
 * Users of daemons that images have already, outside /etc/passwd: useradd finds them there and usermod does not, so that an Ignition
 * configuration with one of them ends the first boot in the emergency shell.
 *
 * manifests/passwd of coreos/fedora-coreos-config and https://github.com/coreos/fedora-coreos-tracker/issues/599, issues/1083;
 * share/baselayout/passwd of flatcar/baselayout.
 */
const usersOfImages: Readonly<Record<OperatingSystemFacts['name'], readonly string[]>> = {
  'fedora-coreos': ['etcd', 'kube'],
  flatcar: ['etcd'],
  ubuntu: [],
  debian: [],
};

/** What stands in a place, with those users alone whom its system does not have yet. */
export function withNewUsers({ name: system }: OperatingSystemFacts, standing: Standing): Standing {
  const isThere = ({ name, system: isOfDaemon }: UserSpec): boolean =>
    isOfDaemon && usersOfImages[system].includes(name);
  return { ...standing, users: new Map([...standing.users].filter(([, user]) => !isThere(user))) };
}
