import { resourcesOf, type CertificateSpec, type ResourceId } from '../../../assembly';
import { counted, findingKind } from '../../../core';
import { addTo } from '../../facts/add-to';
import { layerOf } from '../../facts/layers';
import type { RuleContext } from '../../rule';

export const certificateLifetime = findingKind({
  code: 'certificate-lifetime',
  severity: 'error',
  summary: 'a certificate ends after the one that signs it, or is renewed too late',
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/'],
  acknowledgeable: true,
});

interface Certificate {
  readonly id: ResourceId;
  readonly spec: CertificateSpec;
}

/**
 * What is signed ends before who signs it, and is made anew before it ends.
 *
 * Told once for all certificates of one authority that live equally long: there may be several on each host.
 */
export function checkLifetimes(context: RuleContext): void {
  const alike = new Map<string, Certificate[]>();
  for (const { id, spec } of resourcesOf(context.assembly, 'certificate')) {
    addTo(alike, `${spec.authority} ${spec.lifetimeDays} ${spec.renewBeforeDays}`, { id, spec });
  }
  for (const [first, ...others] of alike.values()) if (first) checkAlike(context, first, others.length);
}

function checkAlike({ assembly, report, where }: RuleContext, { id, spec }: Certificate, others: number): void {
  const { authority, lifetimeDays, renewBeforeDays } = spec;
  const life = layerOf(assembly, 'certificate-authority', authority)?.spec.lifetimeDays;
  const what = `The certificate ${where(id)}${others === 0 ? '' : ` (and ${counted(others, 'other')} like it)`}`;
  if (life !== undefined && lifetimeDays > life) {
    report(
      certificateLifetime,
      id,
      `${what} is to live ${counted(lifetimeDays, 'day')}, and "${authority}", which signs it, ${counted(life, 'day')}: it is refused when that one ends.`,
      'Give the authority a longer life, or the certificate a shorter one.',
    );
  }
  if (renewBeforeDays < lifetimeDays) return;
  report(
    certificateLifetime,
    id,
    `${what} lives ${counted(lifetimeDays, 'day')} and is renewed ${counted(renewBeforeDays, 'day')} before its end, which is before it is made.`,
    'Renew it after two thirds of its life.',
  );
}
