import { resourcesOf, type ControlPlaneSpec, type ResourceId } from '../../../assembly';
import { findingKind } from '../../../core';
import { standing } from '../../facts/layers';
import type { RuleContext } from '../../rule';

const ipSysctl = 'https://docs.kernel.org/networking/ip-sysctl.html';

export const ephemeralRange = findingKind({
  code: 'ephemeral-range',
  severity: 'error',
  summary: 'hosts take ports for their own connections that services are given',
  references: [ipSysctl],
  acknowledgeable: true,
});

/** What Linux has of itself for its own ends of connections (ip_local_port_range in ip-sysctl). */
const usual = [32_768, 60_999] as const;

/** A port that a connection of the host has taken cannot lead to a service. */
export function checkEphemeral(context: RuleContext): void {
  for (const { id, spec } of resourcesOf(context.assembly, 'control-plane')) {
    for (const pool of new Set([...spec.controlPools, ...spec.workerPools])) checkPool(context, id, spec, pool);
  }
}

function checkPool(
  { assembly, report, where }: RuleContext,
  id: ResourceId,
  { nodePorts }: ControlPlaneSpec,
  pool: string,
): void {
  const settings = standing(assembly, 'sysctl', { pool });
  const setting = settings.find(({ spec }) => spec.name === 'net.ipv4.ip_local_port_range');
  const [, from, to] = /^(\d+)\s+(\d+)$/.exec(setting?.spec.value ?? '') ?? [];
  const [first, last] = from === undefined || to === undefined ? usual : [Number(from), Number(to)];
  const [low, high] = nodePorts;
  const reserved = settings.find(({ spec }) => spec.name === 'net.ipv4.ip_local_reserved_ports')?.spec.value ?? '';
  if (first > high || last < low || isReserved(reserved, Math.max(first, low), Math.min(last, high))) return;
  report(
    ephemeralRange,
    setting?.id ?? id,
    `${setting ? where(setting.id) : `Linux on pool "${pool}"`} lets hosts take the ports ${first} to ${last} for their own connections; services of ${where(id)} are given ${low} to ${high}.`,
    setting
      ? `Let it begin after them: '${high + 1} ${Math.max(high + 1, usual[1])}'.`
      : `Give services ports below ${usual[0]}, as Kubernetes does by itself: 30000 to 32767.`,
  );
}

/** Whether one of the ranges in `30000-32767,40000` covers all of these ports. */
function isReserved(text: string, low: number, high: number): boolean {
  return text.split(',').some((part) => {
    const [first = Number.NaN, last = first] = part.split('-').map(Number);
    return first <= low && high <= last;
  });
}
