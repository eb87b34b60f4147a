import type { ClusterFacts } from '../../../assembly';
import type { JsonObject } from '../../../core';

/** `prefer` spreads pods as far as there is room, `require` leaves a pod pending that cannot be spread, `none` says nothing. */
export type Spreading = 'prefer' | 'require' | 'none';

/** How the pods of a component are spread, so that one failure does not take them all. */
export interface SpreadProps {
  /** Over nodes. @default 'prefer' */
  readonly hosts?: Spreading;
  /** Over zones. @default - `prefer`, but `none` in a cluster that is known to have fewer than two */
  readonly zones?: Spreading;
}

/**
 * The constraints of a pod.
 *
 * They stand there also for one replica, because a later change of their number must not replace the pods. `revisioned` is for
 * Deployments: without it the old pods of an update count, and the new ones end up crowded.
 */
export function topologySpread(
  labels: Readonly<Record<string, string>>,
  spread: SpreadProps = {},
  facts: ClusterFacts | undefined,
  revisioned = false,
): readonly JsonObject[] {
  const zonesKnown = facts?.nodes !== undefined && facts.nodes.zones.length < 2;
  const { hosts = 'prefer', zones = zonesKnown ? 'none' : 'prefer' } = spread;
  const constraint = (topologyKey: string, spreading: Spreading): readonly JsonObject[] =>
    spreading === 'none'
      ? []
      : [
          {
            maxSkew: 1,
            topologyKey,
            whenUnsatisfiable: spreading === 'prefer' ? 'ScheduleAnyway' : 'DoNotSchedule',
            labelSelector: { matchLabels: { ...labels } },
            ...(revisioned && { matchLabelKeys: ['pod-template-hash'] }),
          },
        ];
  return [...constraint('kubernetes.io/hostname', hosts), ...constraint('topology.kubernetes.io/zone', zones)];
}
