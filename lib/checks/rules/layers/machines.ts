import { resourcesOf } from '../../../assembly';
import { findingKind } from '../../../core';
import { isOn, nameOf, pooledHosts, tryCidr, type PooledHost } from '../../facts/layers';
import type { Rule, RuleContext } from '../../rule';

const addressNotAllowed = findingKind({
  code: 'address-not-allowed',
  severity: 'error',
  summary: 'the cloud drops what a host sends from an address that is not its own',
  references: [
    'https://docs.openstack.org/api-ref/network/v2/#allowed-address-pairs',
    'https://github.com/kubernetes-sigs/kubespray/issues/2877',
  ],
  acknowledgeable: true,
});

/** Ports of OpenStack let hosts send from their own address alone: virtual addresses and, with host-gw, those of pods are others. */
export const machines: Rule = {
  kinds: [addressNotAllowed],
  check: (context) => {
    const { assembly } = context;
    const allowed = new Map(
      resourcesOf(assembly, 'machine').flatMap(({ id, spec }) =>
        spec.kind === 'openstack' ? [[nameOf(id), spec.allowedAddresses] as const] : [],
      ),
    );
    const told = new Set<string>();
    for (const host of pooledHosts(assembly)) {
      const pairs = allowed.get(host.name);
      if (!pairs) continue;
      for (const { address, what } of foreignAddresses(context, host)) {
        if (covers(pairs, address) || told.has(`${host.host.pool} ${address}`)) continue;
        told.add(`${host.host.pool} ${address}`);
        reportMissing(context, host, address, what);
      }
    }
  },
};

/** What a host sends from besides its own address. */
function foreignAddresses(
  { assembly, where }: RuleContext,
  { name, host }: PooledHost,
): readonly { readonly address: string; readonly what: string }[] {
  const virtual = resourcesOf(assembly, 'virtual-address').flatMap(({ id, spec }) =>
    spec.hosts.some((place) => isOn(place, host.pool, name))
      ? [{ address: spec.address, what: `the virtual address ${where(id)}` }]
      : [],
  );
  const pods = resourcesOf(assembly, 'flannel').flatMap(({ id, spec }) =>
    spec.backend.kind === 'host-gw' && spec.pools.includes(host.pool)
      ? [{ address: spec.network, what: `the range of pods of ${where(id)}, with host-gw` }]
      : [],
  );
  return [...virtual, ...pods];
}

/** Once for a pool: its hosts are alike. */
function reportMissing({ report, where }: RuleContext, { id, host }: PooledHost, address: string, what: string): void {
  report(
    addressNotAllowed,
    id,
    `The servers of pool "${host.pool}", ${where(id)} first, may send from their own addresses alone; ${address}, ${what}, is not among what is allowed.`,
    `Allow it: pool.allowAddress('${address}').`,
  );
}

function covers(pairs: readonly string[], wanted: string): boolean {
  const range = tryCidr(wanted);
  return pairs.some((pair) => {
    const one = tryCidr(pair);
    return one && range ? one.contains(range) : pair === wanted;
  });
}
