import { identityParts, type ResourceId } from '../model/identity';

const units = '/etc/systemd/system/';

/**
 * Where the text of a file or unit on hosts stands in dist/: `hosts/control/files/etc/hosts`, or
 * `hosts/control/control-1/etc/hostname` where it is one host's. Depends on the identity alone.
 */
export function hostFilePath(id: ResourceId): string {
  const { kind, name } = identityParts(id);
  const colon = name.indexOf(':');
  const [pool = '', host = 'files'] = name.slice(0, colon).split('/');
  const what = name.slice(colon + 1);
  return `hosts/${pool}/${host}${kind === 'unit' ? `${units}${what}` : what}`;
}

/** The place of a unit's file on its host. */
export function unitPath(name: string): string {
  return `${units}${name}`;
}
