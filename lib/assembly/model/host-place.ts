/** Where on the hosts something stands: on every host of a pool, or on one of them. */
export interface HostPlace {
  readonly pool: string;
  readonly host?: string;
}

/** The stack that everything on hosts belongs to: what lies below Kubernetes has no namespace. */
export const hostStack = '_hosts';

/** How identities call something on hosts: `control:/etc/hosts`, or `control/control-1:/etc/hostname` on one host alone. */
export function placedName({ pool, host }: HostPlace, what: string): string {
  return host === undefined ? `${pool}:${what}` : `${pool}/${host}:${what}`;
}
