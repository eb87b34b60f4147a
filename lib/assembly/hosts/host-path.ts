import { identityParts, type ResourceId } from '../model/identity';

const units = '/etc/systemd/system/';

/**
 * Where the text of a file or unit on hosts stands in dist/: `hosts/control/files/etc/hosts`, or
 * `hosts/control/control-1/etc/hostname` where it is one host's. Depends on the identity alone.
 */
export function hostFilePath(id: ResourceId): string {
  const { kind, name } = identityParts(id);
  const colon = name.indexOf(':');
  const [pool = '', host = filesOfPool] = name.slice(0, colon).split('/');
  const what = name.slice(colon + 1);
  const path = `hosts/${pool}/${host}${kind === 'unit' ? unitPath(what) : what}`;
  // As with objects: not every file system takes them, and systemd escapes names of units with a backslash.
  return path.replaceAll(':', '%3A').replaceAll('\\', '%5C');
}

/** The folder beside those of hosts: no host can have this name. */
export const filesOfPool = 'files';

/** The place of a unit's file on its host. */
export function unitPath(name: string): string {
  return `${units}${name}`;
}
