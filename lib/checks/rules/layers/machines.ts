import { resourcesOf } from '../../../assembly';
import { findingKind, IpAddress } from '../../../core';
import { isOn, nameOf, pooledHosts, tryCidr } from '../../facts/layers';
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
    for (const { id, name, host } of pooledHosts(assembly)) {
      const pairs = allowed.get(name);
      if (!pairs) continue;
      for (const { id: address, spec } of resourcesOf(assembly, 'virtual-address')) {
        if (!spec.hosts.some((place) => isOn(place, host.pool, name)) || covers(pairs, spec.address)) continue;
        reportMissing(context, id, spec.address, `the virtual address ${context.where(address)}`);
      }
      for (const { id: flannel, spec } of resourcesOf(assembly, 'flannel')) {
        if (spec.backend.kind !== 'host-gw' || !spec.pools.includes(host.pool) || covers(pairs, spec.network)) continue;
        reportMissing(context, id, spec.network, `the range of pods of ${context.where(flannel)}, with host-gw`);
      }
    }
  },
};

function reportMissing({ report, where }: RuleContext, id: string, address: string, what: string): void {
  report(
    addressNotAllowed,
    id,
    `The server of ${where(id)} may send from its own address alone; ${address}, ${what}, is not among its allowed addresses.`,
    `Allow it: pool.allowAddress('${address}').`,
  );
}

function covers(pairs: readonly string[], wanted: string): boolean {
  const whole = IpAddress.tryParse(wanted) ? `${wanted}/32` : wanted;
  const range = tryCidr(whole);
  return pairs.some((pair) => {
    const one = tryCidr(IpAddress.tryParse(pair) ? `${pair}/32` : pair);
    return one && range ? one.contains(range) : pair === wanted;
  });
}
