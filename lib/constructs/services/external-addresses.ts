import type { ClusterFacts, FlowPeer } from '../../assembly';
import { Cidr, IpAddress, nameProblem, nameRule, PlinthError, type Report } from '../../core';
import { portInvalid, portProblems, type ResolvedPort } from '../kubernetes';
import { externalAddressInvalid, externalAddressOpen } from './findings';

/** Where a system outside of the cluster can be reached. */
export type ExternalTarget =
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | { readonly kind: 'host'; readonly host: string; readonly alias: boolean; readonly cidrs?: readonly string[] };

type CidrPeer = Extract<FlowPeer, { kind: 'cidr' }>;

/** Private, shared, link-local and loopback addresses: RFC 1918, 6598, 3927 and 1122. */
const notPublic = ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];

/** The addresses that its consumers may reach; whatever is malformed is left out, and is a finding. */
export function reachable(target: ExternalTarget, cluster: ClusterFacts | undefined): readonly CidrPeer[] {
  if (target.kind === 'addresses') {
    return target.addresses.flatMap((text) => {
      const address = IpAddress.tryParse(text);
      return address
        ? [{ kind: 'cidr' as const, cidr: `${address.toString()}/${address.family === 4 ? '32' : '128'}` }]
        : [];
    });
  }
  if (!target.cidrs) return [everywhere(cluster)];
  return target.cidrs.flatMap((text) => {
    const cidr = tryCidr(text);
    return cidr instanceof Cidr ? [{ kind: 'cidr' as const, cidr: cidr.toString() }] : [];
  });
}

/** Every public address. What is not public belongs to somebody in this network, who would not expect it. */
function everywhere(cluster: ClusterFacts | undefined): CidrPeer {
  const own = [cluster?.podRange, cluster?.serviceRange].flatMap((range) =>
    range === undefined ? [] : [Cidr.parse(range)],
  );
  const known = notPublic.map((range) => Cidr.parse(range));
  const unusual = own.filter((range) => range.family === 4 && !known.some((one) => one.contains(range)));
  const except = [...known, ...unusual].map((range) => range.toString()).sort();
  return { kind: 'cidr', cidr: '0.0.0.0/0', except };
}

/** Addresses, ranges and names that cannot be, and a name without addresses. */
export function externalProblems(
  title: string,
  target: ExternalTarget,
  ports: readonly ResolvedPort[],
): readonly Report[] {
  const declared = portProblems(Object.fromEntries(ports.map((port) => [port.name, port])));
  const invalid = (detail: string, fix: string): Report => ({ kind: externalAddressInvalid, detail, fix });
  if (target.kind === 'addresses') {
    const wrong = target.addresses.filter((text) => !IpAddress.tryParse(text));
    const fix = 'Write addresses such as "10.1.2.3". For a name use ExternalService.host.';
    return [
      ...declared,
      ...(target.addresses.length === 0 ? [invalid(`"${title}" has no addresses.`, 'Give at least one.')] : []),
      ...wrong.map((text) => invalid(`"${title}" has the address "${text}", which is none.`, fix)),
    ];
  }
  return [...declared, ...translations(ports), ...hostProblems(title, target, invalid)];
}

/** A name that is dialled as it is has no service in between that could change a port or say what is spoken. */
function translations(ports: readonly ResolvedPort[]): readonly Report[] {
  return ports.flatMap(({ name, container, service, appProtocol }) => {
    if (container === service && appProtocol === undefined) return [];
    const said = container === service ? 'an appProtocol' : `the port ${String(service)} for ${String(container)}`;
    const detail = `The port "${name}" has ${said}, but nothing stands between its consumers and a host name.`;
    return [{ kind: portInvalid, detail, fix: `Write { ${name}: ${String(container)} }.` }];
  });
}

function hostProblems(
  title: string,
  target: Extract<ExternalTarget, { kind: 'host' }>,
  invalid: (detail: string, fix: string) => Report,
): readonly Report[] {
  const { host, cidrs } = target;
  const address = IpAddress.tryParse(host);
  const wrong = address ? `"${host}" is an address` : nameProblem(host, nameRule('ConfigMap'));
  const fix = address
    ? `Write ExternalService.addresses(…, { addresses: ['${host}'] }).`
    : 'Write a name such as "legacy.example.com".';
  const name = wrong === undefined ? [] : [invalid(`The host of "${title}": ${wrong}.`, fix)];
  if (!cidrs) {
    const detail = `"${title}" is "${host}", and policies know no names: whoever uses it may reach every public address on its ports.`;
    const range = "Give the addresses that the name can stand for, cidrs: ['203.0.113.0/24'], or acknowledge it.";
    return [...name, { kind: externalAddressOpen, detail, fix: range }];
  }
  const ranges = cidrs.flatMap((text) => {
    const cidr = tryCidr(text);
    return cidr instanceof Cidr ? [] : cidr.map((one) => invalid(`The cidrs of "${title}": ${one.detail}`, one.fix));
  });
  return [
    ...name,
    ...(cidrs.length === 0 ? [invalid(`"${title}" has an empty list of cidrs.`, 'Give at least one.')] : []),
    ...ranges,
  ];
}

function tryCidr(text: string): Cidr | PlinthError['findings'] {
  try {
    return Cidr.parse(text);
  } catch (error) {
    if (error instanceof PlinthError) return error.findings;
    throw error;
  }
}
