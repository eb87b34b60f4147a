import type { Provisioning } from '../../assembly';
import { choiceProblems, dnsLabel, nameProblem, suggestedName, type Report } from '../../core';
import { hostPoolInvalid, updatesUnsupported } from './findings';
import { hostAddressProblems } from './host-address-problems';
import { hostNameProblems } from './host-name-problems';
import { defaultVolumePath, updatesOf } from './host-pool-facts';
import type { HostPoolProps } from './host-pool-props';
import { keyProblems } from './key-problems';
import type { OperatingSystem } from './operating-system';
import { registryProblems } from './registry/registry-problems';

/** What is wrong with the properties of a pool, all at once. */
export function hostPoolProblems(pool: string, props: HostPoolProps): readonly Report[] {
  return [
    ...hostNameProblems(pool, props),
    ...hostAddressProblems(pool, props),
    ...settingProblems(props),
    ...volumeProblems(props),
    ...keyProblems(props),
    ...updateProblems(props),
    ...registryProblems(props.registryMirrors ?? []),
  ];
}

function settingProblems(props: HostPoolProps): readonly Report[] {
  const { os, swap = 'off', provisioning, linkMtu = 1500, interface: name = 'eth0', capacity } = props;
  // IFNAMSIZ of Linux is 16 with the zero at the end.
  const isName = /^[^\s/:]{1,15}$/.test(name);
  return [
    ...choiceProblems('swap', swap, ['off', 'limited']),
    ...(provisioning === undefined ? [] : provisioningProblems(os, provisioning)),
    ...linkProblems(linkMtu),
    ...(isName ? [] : [problem(`interface is "${name}"`, 'a name as "ip link" shows it: "eth0"')]),
    ...(props.timeServers ?? [])
      .filter((server) => !/^[\w.:-]+$/.test(server))
      .map((server) => problem(`A time server is "${server}"`, 'a name or an address alone')),
    ...(capacity && !(capacity.cpus > 0)
      ? [problem(`capacity.cpus is ${String(capacity.cpus)}`, 'how many processors a host has')]
      : []),
  ];
}

/** A text that spells a size is that size, written as it should be. */
function linkProblems(linkMtu: unknown): readonly Report[] {
  if (isPacketSize(linkMtu)) return [];
  const meant = isPacketSize(Number(linkMtu)) ? Number(linkMtu) : 1500;
  return [
    problem(`linkMtu is ${JSON.stringify(linkMtu)}`, `a whole number of bytes from 1280 to 65535: ${String(meant)}`),
  ];
}

/** 1280 bytes are the least that IPv6 works with, and 65535 the largest packet there is. */
function isPacketSize(bytes: unknown): boolean {
  return typeof bytes === 'number' && Number.isInteger(bytes) && bytes >= 1280 && bytes <= 65_535;
}

function provisioningProblems(os: OperatingSystem, given: Provisioning['kind']): readonly Report[] {
  const problems = choiceProblems('provisioning', given, ['ignition', 'cloud-init']);
  const { name, release } = os.facts;
  const [usual = ''] = os.provisioning;
  if (problems.length > 0 || os.provisioning.includes(given)) return problems;
  const detail = `provisioning is "${given}"; machines with ${name} ${release} learn from ${usual} what they are, and from nothing else.`;
  return [{ kind: hostPoolInvalid, detail, fix: `Leave it out, or write "${usual}".` }];
}

function volumeProblems({ volumes = {} }: HostPoolProps): readonly Report[] {
  const paths = new Map<string, string>();
  return Object.entries(volumes).flatMap(([name, volume]) => {
    const wrong = nameProblem(name, dnsLabel);
    if (wrong !== undefined) return [problem(`The volume's name ${wrong}`, `"${suggestedName(name)}"`)];
    const path = ('size' in volume ? volume.path : undefined) ?? defaultVolumePath(name);
    const other = paths.get(path);
    paths.set(path, name);
    if (!/^(\/[\w.-]+)+$/.test(path) || /\/\.\.?(\/|$)/.test(path)) {
      return [problem(`The path of volume "${name}" is "${path}"`, 'an absolute path: letters, digits, ".", "-", "_"')];
    }
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

function problem(said: string, form: string): Report {
  return { kind: hostPoolInvalid, detail: `${said}.`, fix: `Write ${form}.` };
}
