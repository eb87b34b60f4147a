import type { ComponentSpec, HostAction } from '../../../assembly';
import type { HostPool } from '../../hosts';

/** What the network has on hosts: settings alone, or flannel itself with its units. */
export function networkComponent(pools: readonly HostPool[], units: readonly string[]): ComponentSpec {
  const deliver: readonly HostAction[] = [{ kind: 'deliver' }, { kind: 'daemon-reload' }];
  const paths = units.map((unit) => unit.replace(/\.service$/, '.path'));
  const members = pools.reduce((sum, { hosts }) => sum + hosts.length, 0);
  // Packets pass while flannel is away: https://github.com/flannel-io/flannel/blob/v0.28.9/Documentation/running.md
  const restart = [...deliver, ...units.map((unit): HostAction => ({ kind: 'restart', unit }))];
  return {
    type: 'host-service',
    ports: [],
    readiness: units.length > 0 ? { kind: 'units', units } : { kind: 'none' },
    disruption: { kind: 'max-unavailable', members, maxUnavailable: 1 },
    procedures: { install: 'apply', update: units.length > 0 ? 'rolling-restart' : 'apply', remove: 'delete' },
    hosts: {
      on: pools.map(({ place }) => place),
      procedures: {
        install: [
          ...deliver,
          ...paths.flatMap((unit): readonly HostAction[] => [
            { kind: 'enable', unit },
            { kind: 'start', unit },
          ]),
        ],
        reconfigure: restart,
        upgrade: restart,
        remove: [
          ...paths.map((unit): HostAction => ({ kind: 'disable', unit })),
          ...[...paths, ...units].map((unit): HostAction => ({ kind: 'stop', unit })),
        ],
        atOnce: 1,
        installAtOnce: 'all',
      },
    },
  };
}
