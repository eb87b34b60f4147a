import {
  choiceProblems,
  dnsLabel,
  IpAddress,
  nameProblem,
  suggestedName,
  type FindingKind,
  type Report,
} from '../../core';
import { hostNameInvalid, hostPoolInvalid, hostRetired, updatesUnsupported } from './findings';
import { addressAfter } from './host-addresses';
import { declaredHosts, retiredAddresses } from './host-names';
import { tryCidr, updatesOf } from './host-pool-facts';
import type { HostPoolProps } from './host-pool-props';
import { keyProblems } from './key-problems';

/** What is wrong with the properties of a pool, all at once. */
export function hostPoolProblems(pool: string, props: HostPoolProps): readonly Report[] {
  return [
    ...nameProblems(pool, props),
    ...countProblems(pool, props),
    ...addressProblems(pool, props),
    ...retiredProblems(pool, props),
    ...settingProblems(props),
    ...volumeProblems(props),
    ...keyProblems(props),
    ...updateProblems(props),
  ];
}

function nameProblems(pool: string, props: HostPoolProps): readonly Report[] {
  const names = [pool, ...Object.keys(props.names ?? {})];
  return names.flatMap((name) => {
    const problem = nameProblem(name, dnsLabel);
    const what =
      name === pool
        ? `The pool's name ${problem ?? ''}, as its hosts are called by it.`
        : `The host's name ${problem ?? ''}.`;
    if (problem !== undefined)
      return [{ kind: hostNameInvalid, detail: what, fix: `Did you mean "${suggestedName(name)}"?` }];
    // Of the folders below hosts/<pool>/ this is the one of what all hosts have.
    return name === 'files'
      ? [{ kind: hostNameInvalid, detail: 'No pool and no host can be called "files".', fix: 'Give it another name.' }]
      : [];
  });
}

function countProblems(pool: string, { count, names, firstAddress }: HostPoolProps): readonly Report[] {
  const invalid = (detail: string, fix: string): readonly Report[] => [{ kind: hostPoolInvalid, detail, fix }];
  if (count !== undefined && names !== undefined) {
    return invalid(
      `The pool has both count (${String(count)}) and names (${Object.keys(names).join(', ')}).`,
      'Keep one of them.',
    );
  }
  if (names !== undefined) {
    return Object.keys(names).length > 0 ? [] : invalid('The pool has no hosts: names is empty.', 'Name a host.');
  }
  if (count === undefined)
    return invalid('The pool has neither count nor names.', "Write count: 3, and firstAddress: '10.20.0.11'.");
  if (!Number.isInteger(count) || count < 1)
    return invalid(`count is ${String(count)}.`, 'Write a whole number of 1 or more.');
  if (firstAddress === undefined)
    return invalid(
      `The hosts ${pool}-1 to ${pool}-${String(count)} have no addresses.`,
      "Write firstAddress: '10.20.0.11'.",
    );
  return [];
}

function addressProblems(pool: string, props: HostPoolProps): readonly Report[] {
  const { subnet, gateway, nameServers = [], firstAddress, sshFrom = [] } = props;
  const address = (property: string, text: string): readonly Report[] =>
    IpAddress.tryParse(text)
      ? []
      : [problem(hostPoolInvalid, `${property} is "${text}", which is no address`, '"10.20.0.11"')];
  const range = (property: string, text: string): readonly Report[] =>
    tryCidr(text) ? [] : [problem(hostPoolInvalid, `${property} is "${text}", which is no range`, '"10.20.0.0/24"')];
  return [
    ...range('subnet', subnet),
    ...(gateway === undefined ? [] : address('gateway', gateway)),
    ...nameServers.flatMap((server) => address('A name server', server)),
    ...sshFrom.flatMap((cidr) => range('sshFrom', cidr)),
    ...(firstAddress === undefined ? [] : address('firstAddress', firstAddress)),
    ...Object.entries(props.names ?? {}).flatMap(([name, host]) =>
      address(`The address of "${name}"`, typeof host === 'string' ? host : host.address),
    ),
    ...gatewayProblems(pool, props),
  ];
}

function gatewayProblems(pool: string, props: HostPoolProps): readonly Report[] {
  const subnet = tryCidr(props.subnet);
  const gateway = props.gateway ?? (subnet && addressAfter(subnet.toString().replace(/\/\d+$/, ''), 1));
  const taken = declaredHosts(pool, props).find(({ address }) => address === gateway);
  if (!taken || gateway === undefined) return [];
  const detail = `"${taken.name}" has the address ${gateway}, which is the gateway's.`;
  return [{ kind: hostPoolInvalid, detail, fix: 'Give the host another address, or say the gateway: gateway.' }];
}

function retiredProblems(pool: string, props: HostPoolProps): readonly Report[] {
  const { retired = [] } = props;
  const addresses = retiredAddresses(pool, props);
  return declaredHosts(pool, props).flatMap(({ name, address }) => {
    const former = addresses.get(address);
    const detail = retired.includes(name)
      ? `"${name}" is among the names and among the retired.`
      : former === undefined
        ? undefined
        : `"${name}" has the address ${address}, which "${former}" had.`;
    const fix = 'Give the host a name and an address that were never used: others may know the old ones still.';
    return detail === undefined ? [] : [{ kind: hostRetired, detail, fix }];
  });
}

function settingProblems(props: HostPoolProps): readonly Report[] {
  const { os, swap = 'off', provisioning, linkMtu = 1500, interface: name = 'eth0', capacity } = props;
  return [
    ...choiceProblems('swap', swap, ['off', 'limited']),
    ...(provisioning === undefined ? [] : choiceProblems('provisioning', provisioning, os.provisioning)),
    // 1280 is the least that IPv6 works with, and 65535 the largest packet there is.
    ...(Number.isInteger(linkMtu) && linkMtu >= 1280 && linkMtu <= 65_535
      ? []
      : [
          problem(
            hostPoolInvalid,
            `linkMtu is ${String(linkMtu)}`,
            'a whole number of bytes from 1280 to 65535, such as 1500',
          ),
        ]),
    // IFNAMSIZ of Linux is 16 with the zero at the end.
    ...(/^[^\s/:]{1,15}$/.test(name)
      ? []
      : [problem(hostPoolInvalid, `interface is "${name}"`, 'a name as `ip link` shows it, such as "eth0"')]),
    ...(props.timeServers ?? [])
      .filter((server) => !/^[\w.:-]+$/.test(server))
      .map((server) => problem(hostPoolInvalid, `A time server is "${server}"`, 'a name or an address')),
    ...(capacity && !(capacity.cpus > 0)
      ? [problem(hostPoolInvalid, `capacity.cpus is ${String(capacity.cpus)}`, 'how many processors a host has')]
      : []),
  ];
}

function volumeProblems({ volumes = {} }: HostPoolProps): readonly Report[] {
  const paths = new Map<string, string>();
  return Object.entries(volumes).flatMap(([name, volume]) => {
    const bad = nameProblem(name, dnsLabel);
    if (bad !== undefined) return [problem(hostPoolInvalid, `The volume's name ${bad}`, `"${suggestedName(name)}"`)];
    const path = ('size' in volume ? volume.path : undefined) ?? `/var/lib/plinth/volumes/${name}`;
    const other = paths.get(path);
    paths.set(path, name);
    if (!/^(\/[\w.-]+)+$/.test(path) || /\/\.\.?(\/|$)/.test(path))
      return [
        problem(
          hostPoolInvalid,
          `The path of volume "${name}" is "${path}"`,
          'an absolute path of letters, digits, ".", "-" and "_"',
        ),
      ];
    if (other === undefined) return [];
    const detail = `The volumes "${other}" and "${name}" both have the path ${path}.`;
    return [{ kind: hostPoolInvalid, detail, fix: 'Give one of them another path.' }];
  });
}

function updateProblems(props: HostPoolProps): readonly Report[] {
  const { strategy, window } = updatesOf(props);
  const { updater } = props.os.facts;
  const unsupported = (detail: string, fix: string): readonly Report[] => [{ kind: updatesUnsupported, detail, fix }];
  if (updater === 'zincati' && strategy === 'download-only') {
    return unsupported(
      'Fedora CoreOS cannot make updates ready and leave the restart to others: zincati does both, or neither.',
      'Write SystemUpdates.off(), or SystemUpdates.window(...).',
    );
  }
  if (updater === 'locksmith' && window && ![1, 7].includes(window.days.length)) {
    return unsupported(
      `Flatcar's window has one day or all days; this one has ${window.days.join(', ')}.`,
      `Write days: ['${window.days[0] ?? 'Sat'}'], or leave days out.`,
    );
  }
  return [];
}

function problem(kind: FindingKind, said: string, form: string): Report {
  return { kind, detail: `${said}.`, fix: `Write ${form}.` };
}
