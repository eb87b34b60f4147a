import * as ipaddr from 'ipaddr.js';
import type { ControlPlaneSpec, ResourceId } from '../../../assembly';
import { findingKind, textsAt } from '../../../core';
import { hostBits, tryCidr } from '../../facts/layers';
import { listed } from '../../facts/text';
import type { RuleContext } from '../../rule';

export const clusterDnsInvalid = findingKind({
  code: 'cluster-dns-invalid',
  severity: 'error',
  summary: 'pods would ask for names at an address where nobody answers',
  references: [
    'https://github.com/kubernetes/kubernetes/issues/70321',
    'https://github.com/kubernetes/kubeadm/issues/1184',
  ],
  acknowledgeable: true,
});

/** kubeadm gives CoreDNS the tenth address of the services' range; kubelets must tell pods the same. */
export function checkClusterDns({ report, where }: RuleContext, id: ResourceId, spec: ControlPlaneSpec): void {
  const services = tryCidr(spec.serviceRange);
  // A range without a tenth address is refused for its size.
  if (!services || hostBits(services) < 4) return;
  const expected = tenthAddress(spec.serviceRange);
  const addresses = textsAt(spec.kubelet, 'clusterDNS');
  if (addresses.length === 0 || addresses.includes(expected)) return;
  report(
    clusterDnsInvalid,
    id,
    `The kubelets of ${where(id)} tell pods to ask ${listed(addresses)}; CoreDNS answers at ${expected}, the tenth address of ${spec.serviceRange}.`,
    `Leave clusterDNS out, or write '${expected}'.`,
  );
}

function tenthAddress(range: string): string {
  const [address] = ipaddr.parseCIDR(range);
  const bytes = address.toByteArray();
  const last = bytes.length - 1;
  // The first address of a range of at least 16 has room for ten more in its last byte.
  bytes[last] = (bytes[last] ?? 0) + 10;
  return ipaddr.fromByteArray(bytes).toString();
}
