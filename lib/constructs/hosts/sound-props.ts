import { Size } from 'cdk8s';
import { madeOtherwise, nearestName, type Report } from '../../core';
import { Machine } from '../machines';
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

/**
 * Properties that the rest can rely on, and what had to be replaced. Programs run without being type-checked, so any value may
 * arrive; what stands in its place is never written, as the report is an error.
 */
export function soundProps(given: HostPoolProps): {
  readonly props: HostPoolProps;
  readonly problems: readonly Report[];
} {
  const { os, machine, updates, sshKeys, volumes = {} } = given as Readonly<Record<keyof HostPoolProps, unknown>>;
  const isOs = os instanceof OperatingSystem;
  const isMachine = machine instanceof Machine;
  const isUpdates = updates === undefined || updates instanceof SystemUpdates;
  const isKeys = Array.isArray(sshKeys) && sshKeys.every((key) => typeof key === 'string');
  const wrongVolumes = Object.entries(volumes as object).filter(([, volume]) => !isVolume(volume));
  const problems = [
    ...(isOs ? [] : [madeOtherwise('os', os, 'OperatingSystem', `Write ${makerOf(os)}.`)]),
    ...(isMachine
      ? []
      : [madeOtherwise('machine', machine, 'Machine', 'Write Machine.existing() or Machine.openStack({ ... }).')]),
    ...(isUpdates ? [] : [madeOtherwise('updates', updates, 'SystemUpdates', 'Write SystemUpdates.off().')]),
    ...wrongVolumes.map(([name, volume]) =>
      madeOtherwise(
        `volumes.${name}`,
        volume,
        'Size',
        'Write Size.gibibytes(50), or { size: Size.gibibytes(50), path }.',
      ),
    ),
  ];
  if (problems.length === 0 && isKeys) return { props: given, problems };
  const wrong = new Set(wrongVolumes.map(([name]) => name));
  const right = Object.entries(given.volumes ?? {}).filter(([name]) => !wrong.has(name));
  const props = {
    ...given,
    os: isOs ? os : OperatingSystem.debian('13'),
    machine: isMachine ? machine : Machine.existing(),
    // Without keys nobody could log in, which is reported; what was given may be a private key and is not shown.
    sshKeys: isKeys ? given.sshKeys : [],
    volumes: Object.fromEntries(right),
    updates: isUpdates && updates ? updates : SystemUpdates.off(),
  };
  return { props, problems };
}

function isVolume(given: unknown): boolean {
  return (
    given instanceof Size ||
    (typeof given === 'object' && given !== null && 'size' in given && given.size instanceof Size)
  );
}

function makerOf(given: unknown): string {
  const near = typeof given === 'string' ? nearestName(given.toLowerCase(), Object.keys(makers)) : undefined;
  return makers[near ?? 'debian'] ?? '';
}
