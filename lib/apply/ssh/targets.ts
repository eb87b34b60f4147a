import { hostStack, hostViews, plinthId, resourcesOf, type Assembly } from '../../assembly';

/** A host as ssh reaches it. */
export interface Target {
  readonly host: string;
  readonly pool: string;
  readonly address: string;
  /** Absent where ssh's own settings say. */
  readonly user?: string;
  readonly port: number;
  /** Whether it carries the cluster's control plane: these keep the lock and the record. */
  readonly isControl: boolean;
}

/** The hosts of an environment, sorted by name. Without a control plane the hosts of all pools stand in for its own. */
export function targetsOf(assembly: Assembly): readonly Target[] {
  const control = resourcesOf(assembly, 'control-plane').flatMap(({ spec }) => spec.controlPools);
  return hostViews(assembly).map(({ name, host, pool }) => {
    const machine = assembly.resources[plinthId(hostStack, 'machine', name)];
    const existing = machine?.kind === 'machine' && machine.spec.kind === 'existing' ? machine.spec : undefined;
    const user = existing?.sshUser ?? pool.spec.operatingSystem.user;
    return {
      host: name,
      pool: host.spec.pool,
      address: existing?.sshAddress ?? host.spec.address,
      ...(user !== undefined && { user }),
      port: existing?.sshPort ?? 22,
      isControl: control.length === 0 || control.includes(host.spec.pool),
    };
  });
}
