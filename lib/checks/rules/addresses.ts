import { resourcesOf, type ObjectResource } from '../../assembly';
import { Cidr, findingKind, IpAddress, textAt, textsAt } from '../../core';
import { listed } from '../facts/text';
import type { Rule, RuleContext } from '../rule';

const serviceAddress = findingKind({
  code: 'service-address',
  severity: 'error',
  summary: 'a Service has an address that it cannot have',
  references: ['https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/'],
  acknowledgeable: true,
});

const rangeOverlap = findingKind({
  code: 'range-overlap',
  severity: 'error',
  summary: 'the addresses of pods and of services overlap',
  references: ['https://kubernetes.io/docs/concepts/cluster-administration/networking/#kubernetes-ip-address-ranges'],
  acknowledgeable: false,
});

/** Addresses that were chosen by hand, and the ranges of the cluster. */
export const addresses: Rule = {
  kinds: [serviceAddress, rangeOverlap],
  check: (context) => {
    checkRanges(context);
    const taken = new Map<string, ObjectResource>();
    for (const service of context.objects.ofKind('core', 'Service')) {
      checkClusterAddresses(context, service, taken);
      checkBalancerAddress(context, service);
    }
  },
};

/** The cluster's owner is told; its tenants cannot change it. */
function checkRanges({ assembly, cluster, clusterId, clusterTitle, report }: RuleContext): void {
  // Where there is a plan of addresses, the rule about it sees these two among all the others.
  if (resourcesOf(assembly, 'address-plan').length > 0) return;
  const [pods, services] = [tryCidr(cluster?.podRange), tryCidr(cluster?.serviceRange)];
  if (clusterId === undefined || !pods || !services?.overlaps(pods)) return;
  report(
    rangeOverlap,
    clusterId,
    `The ${clusterTitle} has podRange ${pods.toString()} and serviceRange ${services.toString()}, which share addresses: a pod with the address of a service could not be reached.`,
    "Choose ranges apart from each other and from the nodes' network: podRange: '10.244.0.0/16', serviceRange: '10.96.0.0/16'.",
  );
}

function checkClusterAddresses(
  context: RuleContext,
  service: ObjectResource,
  taken: Map<string, ObjectResource>,
): void {
  const { report, title } = context;
  const given = [textAt(service.spec, 'spec', 'clusterIP') ?? '', ...textsAt(service.spec, 'spec', 'clusterIPs')];
  for (const text of new Set(given.filter((one) => one !== '' && one !== 'None'))) {
    const address = IpAddress.tryParse(text);
    const ranges = serviceRanges(context).filter(({ family }) => family === address?.family);
    const first = address && taken.get(address.toString());
    if (!address) {
      report(
        serviceAddress,
        service.id,
        `${title(service.id)} has the clusterIP "${text}", which is no IP address.`,
        'Leave clusterIP out, or write "None" for a Service without an address of its own.',
      );
    } else if (ranges.length > 0 && !ranges.some((range) => range.contains(address))) {
      report(
        serviceAddress,
        service.id,
        `${title(service.id)} has the clusterIP ${text}; the services of the ${context.clusterTitle} are in ${listed(ranges.map(String))}. The API server refuses it.`,
        'Leave clusterIP out, or choose an address of the range.',
      );
    } else if (first) {
      report(
        serviceAddress,
        service.id,
        `${title(service.id)} has the clusterIP ${text}, and so has ${title(first.id)}. The API server gives it to one of them.`,
        'Leave clusterIP out, or choose another address.',
      );
    }
    if (address && !first) taken.set(address.toString(), service);
  }
}

function checkBalancerAddress({ cluster, report, title }: RuleContext, service: ObjectResource): void {
  const text = textAt(service.spec, 'spec', 'loadBalancerIP') ?? '';
  if (text === '') return;
  const address = IpAddress.tryParse(text);
  const ranges = [
    ['pods', tryCidr(cluster?.podRange)],
    ['services', tryCidr(cluster?.serviceRange)],
  ] as const;
  const inside = address && ranges.find(([, range]) => range?.contains(address));
  if (address && !inside) return;
  const why = inside
    ? `which is inside ${inside[1]?.toString() ?? ''}, where the cluster has its ${inside[0]}: nobody outside could reach it`
    : 'which is no IP address';
  report(
    serviceAddress,
    service.id,
    `${title(service.id)} has the loadBalancerIP ${address ? text : `"${text}"`}, ${why}.`,
    "Choose an address of the nodes' network that nothing else uses.",
  );
}

/** The cluster's range, and those that ServiceCIDR objects of the environment add. */
function serviceRanges({ cluster, objects }: RuleContext): readonly Cidr[] {
  const own = tryCidr(cluster?.serviceRange);
  if (!own) return [];
  const added = objects
    .ofKind('networking.k8s.io', 'ServiceCIDR')
    .flatMap(({ spec }) => textsAt(spec, 'spec', 'cidrs'));
  return [own, ...added.flatMap((text) => tryCidr(text) ?? [])];
}

/** A range that somebody else has checked already; undefined for what is none. */
function tryCidr(text: string | undefined): Cidr | undefined {
  if (text === undefined) return undefined;
  try {
    return Cidr.parse(text);
  } catch {
    return undefined;
  }
}
