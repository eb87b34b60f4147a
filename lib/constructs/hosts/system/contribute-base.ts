import type { Contribution, HostProcedures } from '../../../assembly';
import type { HostPool } from '../host-pool';
import { contributeHostnames, contributeHostsFiles } from './contribute-names';
import { contributeNetwork } from './contribute-network';
import { contributeSsh } from './contribute-ssh';
import { contributeSwap } from './contribute-swap';
import { contributeTime, timeUnit } from './contribute-time';
import { contributeUpdates } from './contribute-updates';
import { contributeUsers } from './contribute-users';
import { contributeVolumes } from './contribute-volumes';

/** What any host has, whatever runs on it. */
export function contributeBase(into: Contribution, pool: HostPool): void {
  contributeHostnames(into, pool);
  contributeHostsFiles(into, pool);
  contributeNetwork(into, pool);
  contributeUsers(into, pool);
  contributeSsh(into, pool);
  contributeTime(into, pool);
  contributeSwap(into, pool);
  contributeUpdates(into, pool);
  contributeVolumes(into, pool);
  contributeComponent(into, pool);
}

/** It has no release of its own and nothing to take away: what is brought is brought again, and files say what their change needs. */
function contributeComponent(into: Contribution, pool: HostPool): void {
  const [deliver, reload] = [{ kind: 'deliver' }, { kind: 'daemon-reload' }] as const;
  const kernel = [
    // In this order: settings of a module exist only once it is loaded.
    { kind: 'restart', unit: 'systemd-modules-load.service' },
    { kind: 'restart', unit: 'systemd-sysctl.service' },
  ] as const;
  const procedures: HostProcedures = {
    install: [
      deliver,
      reload,
      ...kernel,
      { kind: 'enable', unit: timeUnit(pool) },
      { kind: 'restart', unit: timeUnit(pool) },
    ],
    reconfigure: [deliver, reload],
    upgrade: [deliver, reload],
    remove: [],
    // One after the other, as a mistake here makes a host unreachable.
    atOnce: 1,
    installAtOnce: 'all',
  };
  into.component({
    type: 'host-service',
    ports: [],
    readiness: { kind: 'units', units: [timeUnit(pool)] },
    disruption: { kind: 'max-unavailable', members: pool.hosts.length, maxUnavailable: 1 },
    procedures: { install: 'apply', update: 'apply', remove: 'retain' },
    hosts: { on: [pool.place], procedures },
  });
}
