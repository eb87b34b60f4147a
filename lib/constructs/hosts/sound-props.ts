import { Size } from 'cdk8s';
import { fieldAt, isJsonObject, madeOtherwise, nearestName, textAt, type Report } from '../../core';
import { Machine } from '../machines';
import { ArtifactMirror } from './artifact/artifact-mirror';
import type { HostPoolProps } from './host-pool-props';
import { OperatingSystem } from './operating-system';
import { SystemUpdates } from './system-updates';

/** How each operating system is written, by what somebody would write as a text. */
const makers: Readonly<Record<string, string>> = {
  'fedora-coreos': "OperatingSystem.fedoraCoreOs({ stream: 'stable' })",
  flatcar: "OperatingSystem.flatcar({ channel: 'stable' })",
  ubuntu: "OperatingSystem.ubuntu('24.04')",
  debian: "OperatingSystem.debian('13')",
};

type Given = Readonly<Partial<Record<keyof HostPoolProps, unknown>>>;
type Sound = { readonly props: HostPoolProps; readonly problems: readonly Report[] };

/**
 * Properties that the rest can rely on, and what had to be replaced. Programs run without being type-checked, so any value may
 * arrive; what stands in its place is never written, as the report is an error.
 */
export function soundProps(given: HostPoolProps): Sound {
  return [withMakers, withSubnet, withLists, withMirrors, withNames, withVolumes].reduce<Sound>(
    ({ props, problems }, make) => {
      const made = make(props);
      return { props: { ...props, ...made.props }, problems: [...problems, ...made.problems] };
    },
    { props: given, problems: [] },
  );
}

interface Made {
  readonly props: Partial<HostPoolProps>;
  readonly problems: readonly Report[];
}

/** Values that a class makes. */
function withMakers(given: HostPoolProps): Made {
  const { os, machine, updates, artifactMirror, capacity }: Given = given;
  const isMirror = artifactMirror === undefined || artifactMirror instanceof ArtifactMirror;
  const isCapacity = capacity === undefined || hasSize(capacity, 'memory');
  const isOs = os instanceof OperatingSystem;
  const isMachine = machine instanceof Machine;
  const isUpdates = updates === undefined || updates instanceof SystemUpdates;
  return {
    props: {
      ...(!isOs && { os: OperatingSystem.debian('13') }),
      ...(!isMachine && { machine: Machine.existing() }),
      ...(!isUpdates && { updates: SystemUpdates.off() }),
      ...(!isMirror && { artifactMirror: ArtifactMirror.upstream() }),
      // Undefined would ask the machine, and a capacity that nobody meant has findings of its own.
      ...(!isCapacity && { capacity: { cpus: 64, memory: Size.gibibytes(256) } }),
    },
    problems: [
      ...(isOs ? [] : [madeOtherwise('os', os, 'OperatingSystem', `Write ${makerOf(os)}.`)]),
      ...(isMachine
        ? []
        : [madeOtherwise('machine', machine, 'Machine', 'Write Machine.existing() or Machine.openStack({ ... }).')]),
      ...(isUpdates ? [] : [madeOtherwise('updates', updates, 'SystemUpdates', 'Write SystemUpdates.off().')]),
      ...(isMirror
        ? []
        : [madeOtherwise('artifactMirror', artifactMirror, 'ArtifactMirror', `Write ${mirrorOf(artifactMirror)}.`)]),
      ...(isCapacity
        ? []
        : [
            madeOtherwise(
              'capacity.memory',
              memoryOf(capacity),
              'Size',
              'Write capacity: { cpus: 8, memory: Size.gibibytes(32) }.',
            ),
          ]),
    ],
  };
}

function mirrorOf(given: unknown): string {
  return `ArtifactMirror.at('${typeof given === 'string' ? given : 'https://mirror.example.com'}')`;
}

function makerOf(given: unknown): string {
  const near = typeof given === 'string' ? nearestName(given.toLowerCase(), Object.keys(makers)) : undefined;
  return makers[near ?? 'debian'] ?? '';
}

function withSubnet({ subnet, firstAddress }: Given): Made {
  if (typeof subnet === 'string') return { props: {}, problems: [] };
  const example = typeof firstAddress === 'string' ? firstAddress.replace(/\d+$/, '0/24') : '10.20.0.0/24';
  return {
    props: { subnet: example },
    problems: [madeOtherwise('subnet', subnet, 'range', `Write the hosts' network: subnet: '${example}'.`)],
  };
}

function withLists(given: HostPoolProps): Made {
  const lists = ['retired', 'zones', 'nameServers', 'timeServers', 'sshFrom'] as const;
  const wrong = lists.filter((name) => given[name] !== undefined && !isTexts(given[name]));
  return {
    props: {
      ...Object.fromEntries(wrong.map((name) => [name, []])),
      // Without keys nobody could log in, which is reported. What was given may be a private key, and is not shown.
      ...(!isTexts(given.sshKeys) && { sshKeys: [] }),
    },
    problems: wrong.map((name) => madeOtherwise(name, given[name], 'list of texts', `Write ${name}: ['...'].`)),
  };
}

function isTexts(given: unknown): boolean {
  return Array.isArray(given) && given.every((item) => typeof item === 'string');
}

function withMirrors({ registryMirrors }: Given): Made {
  const isMirror = (one: unknown): boolean =>
    isJsonObject(one) && textAt(one, 'registry') !== undefined && textAt(one, 'endpoint') !== undefined;
  if (registryMirrors === undefined || (Array.isArray(registryMirrors) && registryMirrors.every(isMirror))) {
    return { props: {}, problems: [] };
  }
  const fix = "Write registryMirrors: [{ registry: 'docker.io', endpoint: 'https://mirror.example.com' }].";
  return {
    props: { registryMirrors: [] },
    problems: [madeOtherwise('registryMirrors', registryMirrors, 'list of mirrors', fix)],
  };
}

function withNames({ names }: HostPoolProps): Made {
  if (names === undefined) return { props: {}, problems: [] };
  const isRecord = isJsonObject(names);
  const hosts = Object.entries<unknown>(isRecord ? names : {});
  const isHost = (host: unknown): boolean =>
    typeof host === 'string' || (isJsonObject(host) && textAt(host, 'address') !== undefined);
  const fix = "Write names: { 'control-1': '10.20.0.11' }.";
  return {
    props: {
      names: Object.fromEntries(hosts.filter(([, host]) => isHost(host))) as NonNullable<HostPoolProps['names']>,
    },
    problems: [
      ...(isRecord ? [] : [madeOtherwise('names', names, 'record of addresses', fix)]),
      ...hosts.flatMap(([name, host]) => (isHost(host) ? [] : [madeOtherwise(`names.${name}`, host, 'address', fix)])),
    ],
  };
}

function withVolumes({ volumes = {} }: HostPoolProps): Made {
  const all = Object.entries(volumes);
  const wrong = all.filter(([, volume]) => !isVolume(volume));
  const fix = 'Write Size.gibibytes(50), or { size: Size.gibibytes(50), path }.';
  return {
    props: wrong.length === 0 ? {} : { volumes: Object.fromEntries(all.filter((one) => !wrong.includes(one))) },
    problems: wrong.map(([name, volume]) => madeOtherwise(`volumes.${name}`, volume, 'Size', fix)),
  };
}

function isVolume(given: unknown): boolean {
  if (given instanceof Size) return true;
  return hasSize(given, 'size');
}

function memoryOf(capacity: unknown): unknown {
  return isJsonObject(capacity) ? fieldAt(capacity, 'memory') : undefined;
}

function hasSize(given: unknown, property: string): boolean {
  return typeof given === 'object' && given !== null && Reflect.get(given, property) instanceof Size;
}
