import type { UserSpec } from '../model/host-settings';

/** For the users of daemons. The same on all systems, where /sbin leads to /usr/sbin. */
export const noLogin = '/sbin/nologin';

export const sudoRule = 'ALL=(ALL) NOPASSWD:ALL';

/** The file that lets somebody become root; undefined for all others. sudo passes over names with a dot. */
export function sudoersFile({ name, sudo }: UserSpec): { readonly path: string; readonly content: string } | undefined {
  if (!sudo) return undefined;
  return { path: `/etc/sudoers.d/plinth-${name.replaceAll('.', '_')}`, content: `${name} ${sudoRule}\n` };
}
