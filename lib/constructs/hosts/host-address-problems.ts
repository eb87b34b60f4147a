import { Cidr, IpAddress, objectionsTo, type Report } from '../../core';
import { hostPoolInvalid } from './findings';
import { declaredHosts } from './host-names';
import { networkOf, tryCidr } from './host-pool-facts';
import type { HostPoolProps } from './host-pool-props';

const nobody: Report = {
  kind: hostPoolInvalid,
  detail: 'sshFrom is empty: nobody could log in.',
  fix: "Write a range, such as ['10.0.0.0/8'], or leave it out.",
};

/** What is wrong with the addresses and ranges of a pool. */
export function hostAddressProblems(pool: string, props: HostPoolProps): readonly Report[] {
  const { subnet, gateway, nameServers = [], firstAddress, sshFrom = [], names = {} } = props;
  return [
    ...problems('subnet', () => Cidr.parse(subnet)),
    ...(gateway === undefined ? [] : problems('gateway', () => IpAddress.parse(gateway))),
    ...(firstAddress === undefined ? [] : problems('firstAddress', () => IpAddress.parse(firstAddress))),
    ...nameServers.flatMap((server) => problems('nameServers', () => IpAddress.parse(server))),
    ...sshFrom.flatMap((range) => problems('sshFrom', () => Cidr.parse(range))),
    ...(props.sshFrom?.length === 0 ? [nobody] : []),
    ...Object.entries(names).flatMap(([name, host]) =>
      problems(`names.${name}`, () => IpAddress.parse(typeof host === 'string' ? host : host.address)),
    ),
    ...gatewayProblems(pool, props),
  ];
}

/** The finding is the pool's, and what the value says of itself its reason. */
function problems(property: string, parse: () => unknown): readonly Report[] {
  return objectionsTo(parse).map(({ detail, fix }) => ({
    kind: hostPoolInvalid,
    detail: `${property}: ${detail}`,
    fix,
  }));
}

function gatewayProblems(pool: string, props: HostPoolProps): readonly Report[] {
  const { gateway } = networkOf(props);
  const subnet = tryCidr(props.subnet);
  const address = gateway === undefined ? undefined : IpAddress.tryParse(gateway);
  if (subnet && address && !subnet.contains(address)) {
    const detail = `gateway is ${address.toString()}, which is outside of the hosts' network ${subnet.toString()}: no host reaches it.`;
    return [
      {
        kind: hostPoolInvalid,
        detail,
        fix: 'Write an address of that network, or leave gateway out: it is the first one.',
      },
    ];
  }
  const taken = declaredHosts(pool, props).find(({ address: own }) => own === gateway);
  if (!taken || gateway === undefined) return [];
  const detail = `"${taken.name}" has the address ${gateway}, which is the gateway's.`;
  return [{ kind: hostPoolInvalid, detail, fix: 'Give the host another address, or say the gateway: gateway.' }];
}
