import { resourcesOf, type ControlPlaneSpec, type ResourceId } from '../../../assembly';
import { findingKind, numberAt } from '../../../core';
import { hostBits, poolOf, tryCidr } from '../../facts/layers';
import type { Rule, RuleContext } from '../../rule';
import { checkClusterDns, clusterDnsInvalid } from './cluster-dns';

const kubeadmConstants = 'https://github.com/kubernetes/kubernetes/blob/master/cmd/kubeadm/app/constants/constants.go';

const rangeSize = findingKind({
  code: 'range-size',
  severity: 'error',
  summary: 'a range of addresses has a size that Kubernetes refuses',
  references: [kubeadmConstants, 'https://github.com/kubernetes/kubernetes/pull/44918'],
  acknowledgeable: false,
});

const nodeRangesExhausted = findingKind({
  code: 'node-ranges-exhausted',
  severity: 'error',
  summary: 'the range of pods has no part left for some host',
  references: ['https://github.com/kubernetes/kubernetes/issues/85866'],
  acknowledgeable: false,
});

const maxPodsExceedsRange = findingKind({
  code: 'max-pods-exceeds-range',
  severity: 'error',
  summary: 'a host may run more pods than it has addresses for',
  references: ['https://kubernetes.io/docs/setup/best-practices/cluster-large/'],
  acknowledgeable: true,
});

/**
 * What kubeadm accepts: MaximumBitsForServiceSubnet, MinimumAddressesInServiceSubnet (10, so 4 bits) and PodSubnetNodeMaskMaxDiff in
 * its constants.go, the same from 1.34 to 1.36.
 */
const limits = { serviceHostBits: 20, serviceHostBitsAtLeast: 4, podPrefixDifference: 16 } as const;

/** What kubelets run at most unless told otherwise: https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/ */
const usualMaxPods = 110;

/** Ranges that are too large, too small, or too small for the hosts that there are. */
export const rangeSizes: Rule = {
  kinds: [rangeSize, nodeRangesExhausted, maxPodsExceedsRange, clusterDnsInvalid],
  check: (context) => {
    for (const { id, spec } of resourcesOf(context.assembly, 'control-plane')) {
      checkServices(context, id, spec);
      checkPods(context, id, spec);
      checkClusterDns(context, id, spec);
    }
  },
};

function checkServices({ report, where }: RuleContext, id: ResourceId, { serviceRange }: ControlPlaneSpec): void {
  const services = tryCidr(serviceRange);
  if (!services) return;
  const bits = hostBits(services);
  if (bits > limits.serviceHostBits) {
    report(
      rangeSize,
      id,
      `The services of ${where(id)} have ${serviceRange}; Kubernetes takes at most ${2 ** limits.serviceHostBits} addresses of services, a prefix of ${services.family === 4 ? 12 : 108} or longer.`,
      `Write services: '${serviceRange.replace(/\/\d+$/, services.family === 4 ? '/16' : '/112')}'.`,
    );
  }
  if (bits < limits.serviceHostBitsAtLeast) {
    report(
      rangeSize,
      id,
      `The services of ${where(id)} have ${serviceRange}, which holds ${2 ** bits}; kubeadm asks for ten addresses, of which DNS gets the last.`,
      "Write a larger range, such as services: '10.96.0.0/16'.",
    );
  }
}

function checkPods({ assembly, report, where }: RuleContext, id: ResourceId, spec: ControlPlaneSpec): void {
  const { podRange, serviceRange, nodePrefix, controlPools, workerPools } = spec;
  const pods = tryCidr(podRange);
  if (!pods) return;
  const services = tryCidr(serviceRange);
  if (services && services.family !== pods.family) {
    report(
      rangeSize,
      id,
      `The pods of ${where(id)} have ${podRange}, of IPv${pods.family}, and the services ${serviceRange}, of IPv${services.family}: no pod could reach a service.`,
      'Use one family for both.',
    );
  }
  const parts = nodePrefix - pods.prefixLength;
  if (parts < 0 || parts > limits.podPrefixDifference) {
    report(
      rangeSize,
      id,
      `The pods of ${where(id)} have ${podRange} and each host a /${nodePrefix} of it; the difference of the two must be 0 to ${limits.podPrefixDifference}, and is ${parts}.`,
      `Write nodePrefix: ${Math.min(Math.max(nodePrefix, pods.prefixLength), pods.prefixLength + limits.podPrefixDifference)}, or another range of pods.`,
    );
    return;
  }
  const hosts = [...new Set([...controlPools, ...workerPools])].reduce(
    (sum, pool) => sum + (poolOf(assembly, pool)?.spec.hosts.length ?? 0),
    0,
  );
  const most = 2 ** parts;
  if (hosts > most) {
    report(
      nodeRangesExhausted,
      id,
      `The pods of ${where(id)} have ${podRange}, which holds ${most} parts of /${nodePrefix}; there are ${hosts} hosts. A host without a part never becomes ready.`,
      'Write a larger range, or a longer nodePrefix: each host then has fewer addresses.',
    );
  }
  const usable = 2 ** ((pods.family === 4 ? 32 : 128) - nodePrefix) - 2;
  const maxPods = numberAt(spec.kubelet, 'maxPods') ?? usualMaxPods;
  if (maxPods <= usable) return;
  report(
    maxPodsExceedsRange,
    id,
    `Hosts of ${where(id)} run up to ${maxPods} pods, and a /${nodePrefix} has ${usable} addresses for them: pods beyond wait for an address.`,
    usable > 0 ? `Write maxPods: ${usable}, or a shorter nodePrefix.` : 'Write a shorter nodePrefix, such as 24.',
  );
}
