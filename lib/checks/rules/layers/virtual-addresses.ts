import {
  resourcesOf,
  type ControlPlaneSpec,
  type HostPoolSpec,
  type ResourceId,
  type VirtualAddressSpec,
} from '../../../assembly';
import { findingKind, IpAddress } from '../../../core';
import { isOn, pooledHosts, tryCidr } from '../../facts/layers';
import type { Rule, RuleContext } from '../../rule';

const haConsiderations = 'https://github.com/kubernetes/kubeadm/blob/main/docs/ha-considerations.md';

const virtualAddressInvalid = findingKind({
  code: 'virtual-address-invalid',
  severity: 'error',
  summary: 'an address that moves between hosts cannot be had by them, or belongs to one already',
  references: [haConsiderations],
  acknowledgeable: false,
});

const endpointPortTaken = findingKind({
  code: 'endpoint-port-taken',
  severity: 'error',
  summary: 'the load balancer and the API server of one host want the same port',
  references: ['https://github.com/kubernetes/kubeadm/issues/2472'],
  acknowledgeable: false,
});

const endpointSingleHost = findingKind({
  code: 'endpoint-single-host',
  severity: 'error',
  summary: 'the API of several control hosts is reached through one of them',
  references: [haConsiderations],
  acknowledgeable: true,
});

/** Addresses that their hosts can have, and for the API a port that is free and no single host behind it. */
export const endpoints: Rule = {
  kinds: [virtualAddressInvalid, endpointPortTaken, endpointSingleHost],
  check: (context) => {
    for (const { id, spec } of resourcesOf(context.assembly, 'virtual-address')) checkAddress(context, id, spec);
    for (const { id, spec } of resourcesOf(context.assembly, 'control-plane')) {
      checkPort(context, id, spec);
      checkSingle(context, id, spec);
    }
  },
};

function checkAddress({ assembly, report, where }: RuleContext, id: ResourceId, spec: VirtualAddressSpec): void {
  const address = IpAddress.tryParse(spec.address);
  const wrong = new Map<string, string>();
  const taken = new Map<string, string>();
  for (const { id: host, name, host: facts, pool } of pooledHosts(assembly)) {
    if (facts.address === spec.address) {
      report(
        virtualAddressInvalid,
        id,
        `The virtual address ${where(id)} is ${spec.address}, which is the host ${where(host)} itself.`,
        'Choose a free address of the hosts’ network.',
      );
    }
    const has = spec.hosts.some((place) => isOn(place, facts.pool, name));
    const subnet = has ? tryCidr(pool.subnet) : undefined;
    if (address && subnet && !subnet.contains(address)) wrong.set(facts.pool, pool.subnet);
    const owner = has ? neighbourAt(spec.address, pool) : undefined;
    if (owner !== undefined) taken.set(facts.pool, owner);
  }
  for (const [pool, owner] of taken) {
    report(
      virtualAddressInvalid,
      id,
      `The virtual address ${where(id)} is ${spec.address}, which is ${owner} of pool "${pool}": two would answer for one address.`,
      'Choose a free address of the hosts’ network.',
    );
  }
  for (const [pool, subnet] of wrong) {
    report(
      virtualAddressInvalid,
      id,
      `The virtual address ${where(id)} is ${spec.address}; the hosts of pool "${pool}" are in ${subnet}, and a host can only have addresses of its own network.`,
      'Choose a free address of that network.',
    );
  }
}

/** Who has an address in the hosts' network, beside hosts; undefined where nobody is known to. */
function neighbourAt(address: string, { gateway, nameServers, timeServers }: HostPoolSpec): string | undefined {
  if (address === gateway) return 'the gateway';
  if (nameServers.includes(address)) return 'a name server';
  return timeServers.includes(address) ? 'a time server' : undefined;
}

function checkPort({ report, where }: RuleContext, id: ResourceId, { endpoint, bindPort }: ControlPlaneSpec): void {
  if (endpoint.kind !== 'virtual-address' || endpoint.port !== bindPort) return;
  report(
    endpointPortTaken,
    id,
    `The endpoint of ${where(id)} is port ${endpoint.port} of its control hosts, and so is the API server: one of the two does not start.`,
    'Leave the endpoint at 8443.',
  );
}

function checkSingle({ assembly, report, where }: RuleContext, id: ResourceId, spec: ControlPlaneSpec): void {
  const control = pooledHosts(assembly).filter(({ host }) => spec.controlPools.includes(host.pool));
  const single = control.find(({ host, name }) => host.address === spec.endpoint.host || name === spec.endpoint.host);
  if (!single || control.length < 2 || spec.endpoint.kind === 'virtual-address') return;
  report(
    endpointSingleHost,
    id,
    `The API of ${where(id)} is reached at ${spec.endpoint.host}, one of its ${control.length} control hosts: without it nobody reaches the others, and the name cannot be changed later without new certificates.`,
    "Use an address that moves: endpoint: VirtualIp.at('10.20.0.5').",
  );
}
