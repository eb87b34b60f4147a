import { identityParts } from '../../assembly';
import type { Expected } from './expected';
import type { HostFacts } from './host-facts';

/** A component on hosts that is asked whether it is ready, such as etcd. */
export interface ServiceStatus {
  readonly name: string;
  /** Hosts on which it says so. */
  readonly ready: readonly string[];
  readonly hosts: readonly string[];
}

/** How the components on hosts answer, by the hosts that answer at all. */
export function servicesOf(
  expected: readonly Expected[],
  facts: ReadonlyMap<string, HostFacts>,
): readonly ServiceStatus[] {
  const asked = expected.flatMap(({ host, probes }) =>
    probes.flatMap(({ kind, id }) => (kind === 'command' ? [{ host, id }] : [])),
  );
  const isReady = ({ host, id }: (typeof asked)[number]): boolean => facts.get(host)?.probes[id]?.exitCode === 0;
  return [...new Set(asked.map(({ id }) => id))].map((id) => {
    const own = asked.filter((one) => one.id === id);
    return {
      name: identityParts(id).name,
      ready: own.filter(isReady).map(({ host }) => host),
      hosts: own.map(({ host }) => host),
    };
  });
}
