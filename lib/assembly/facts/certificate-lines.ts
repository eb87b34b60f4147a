import { counted } from '../../core';
import { resourcesOf, type Assembly } from '../model/assembly';
import type { CertificateAuthorityResource, CertificateOwner, CertificateSpec } from '../model/certificate';
import type { HostPlace } from '../model/host-place';
import { identityParts } from '../model/identity';

export const certificatesHead: readonly string[] = [
  'Every authority and every certificate that it is asked for: whose, for which names, how long, and who makes it anew.',
  'Keys are made on the host that uses them and are never shown here.',
];

/** Authorities and certificates, each on a line of its own, so that a changed name or lifetime is one changed line. */
export function certificateLines(assembly: Assembly): readonly string[] {
  return [
    ...resourcesOf(assembly, 'certificate-authority').map(authorityLine),
    ...resourcesOf(assembly, 'certificate').map(({ spec }) => certificateLine(spec)),
  ];
}

function authorityLine({ id, spec }: CertificateAuthorityResource): string {
  const { commonName, lifetimeDays, owner, keyOn } = spec;
  const key = keyOn === 'control-node' ? 'the control node' : keyOn.map(placeText).join(', ');
  return [
    `authority ${identityParts(id).name}: CN ${commonName}`,
    `${counted(lifetimeDays, 'day')}, ${makers[owner]}`,
    `key on ${key}`,
  ].join('; ');
}

function certificateLine(spec: CertificateSpec): string {
  const { on, commonName, organization, dnsNames, addresses, usages, authority, files, owner } = spec;
  const { trusts } = files;
  return [
    `${placeText(on)} ${files.certificate}: CN ${commonName}${organization === undefined ? '' : ` O ${organization}`}`,
    ...(dnsNames.length > 0 ? [`names ${dnsNames.join(', ')}`] : []),
    ...(addresses.length > 0 ? [`addresses ${addresses.join(', ')}`] : []),
    usages.join(', '),
    `${counted(spec.lifetimeDays, 'day')}, renewed ${counted(spec.renewBeforeDays, 'day')} before the end, ${makers[owner]}`,
    `signed by ${authority}`,
    ...(trusts ? [`trusts ${trusts.authority} in ${trusts.path}`] : []),
    `key for ${files.user} in ${files.key}`,
  ].join('; ');
}

const makers: Readonly<Record<CertificateOwner, string>> = {
  plinth: 'by plinth',
  kubeadm: 'by kubeadm',
  kubelet: 'by the kubelet',
  given: 'by whoever gives it',
};

/** One host, or each host of a pool. */
function placeText({ pool, host }: HostPlace): string {
  return host === undefined ? `each of ${pool}` : `${pool}/${host}`;
}
